import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { locationAt } from "../diagnostics/position.ts";
import { attributeNamed, plainText } from "../hcl/outline/find.ts";
import { outline } from "../hcl/outline/outline.ts";
import { type Environment, fileOf } from "../model/environment.ts";
import { decodeText, type Files } from "../model/files.ts";

/** The path of an environment's lock file, which Terraform writes and people commit. */
export function lockFilePath({ directory }: Pick<Environment, "directory">): string {
  return fileOf({ directory }, ".terraform.lock.hcl");
}

/** A provider in a lock file. */
interface Locked {
  readonly version: string;
  readonly offset: number;
}

interface LockFile {
  readonly environment: string;
  readonly path: string;
  readonly text: string;
  readonly providers: ReadonlyMap<string, Locked>;
}

/** Tells, of the environments of one stack, providers that are locked at different versions, and lock files that some lack. */
export function compareLockFiles(
  files: Pick<Files, "read">,
  environments: readonly Environment[],
): readonly Diagnostic[] {
  const stacks = new Set(environments.map(({ stack }) => stack));
  return [...stacks].flatMap((stack) => {
    const members = environments.filter((environment) => environment.stack === stack);
    const locks = members.flatMap((member) => readLockFile(files, member) ?? []);
    const [first] = locks;
    if (!first) return [];
    const lacking = members.filter(({ name }) => !locks.some((lock) => lock.environment === name));
    const absent = lacking.map((member) =>
      diagnostic("lock-file-absent", {
        environment: member.name,
        other: first.environment,
        path: lockFilePath(member),
      }),
    );
    return [...absent, ...differences(locks)];
  });
}

/** Each provider once, at the first environment whose version is another than that of the one before it. */
function differences(locks: readonly LockFile[]): readonly Diagnostic[] {
  const names = new Set(locks.flatMap(({ providers }) => [...providers.keys()]));
  return [...names].sort().flatMap((provider) => {
    const versions = locks.flatMap((lock) => {
      const locked = lock.providers.get(provider);
      return locked ? [{ lock, ...locked }] : [];
    });
    const other = versions.find(({ version }) => version !== versions[0]?.version);
    if (!other) return [];
    const told = versions.map(({ lock, version }) => `${lock.environment} ${version}`);
    return [
      diagnostic(
        "lock-files-differ",
        { provider, versions: told },
        locationAt(other.lock.path, other.lock.text, other.offset),
      ),
    ];
  });
}

function readLockFile(files: Pick<Files, "read">, environment: Environment): LockFile | undefined {
  const path = lockFilePath(environment);
  const content = files.read(path);
  const text = content && decodeText(content);
  if (text === undefined) return undefined;
  const providers = outline(text).body.blocks.flatMap(({ type, labels, body, start }) => {
    const version = attributeNamed(body, "version");
    const plain = version && plainText(version.expression);
    const [name] = labels;
    if (type !== "provider" || !name || plain === undefined) return [];
    return [[name.text, { version: plain, offset: start }] as const];
  });
  return { environment: environment.name, path, text, providers: new Map(providers) };
}
