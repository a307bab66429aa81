// gitlab-ci-local is made for Node 22: what it wants of that and Node 20 has not.
Set.prototype.union ??= function (other) {
  return new Set([...this, ...other]);
};
