/** The page's script: filters, keeps the filter in the address, knows `/` and Escape. Without it all is shown. */
export const script = `
const form = document.querySelector("form");
const search = document.getElementById("search");
const environment = document.getElementById("environment");
const classes = [...form.querySelectorAll("input[type=checkbox]")];
const shown = document.getElementById("shown");
const holding = (selector) => [...document.querySelectorAll(selector)].map((element) => ({
  element,
  class: element.dataset.class,
  text: element.textContent.toLowerCase(),
  environments: element.dataset.environments.split(" "),
}));
const rows = holding("tr[data-class]");
const files = holding("details.file");
const parts = holding("section[data-environments], li[data-environments]");
const folds = [...document.querySelectorAll("details.more")];

/** Shows only what the environment holds, and unfolds it. */
function narrow(name) {
  for (const { element, environments } of parts) {
    element.hidden = name !== "" && !environments.includes(name);
  }
  for (const fold of folds) {
    fold.open = name !== "" && fold.querySelector("li:not([hidden])") !== null;
    // A note that values are left out stays visible.
    fold.hidden = name !== "" && !fold.open && fold.querySelector(".note") === null;
    fold.querySelector("summary").hidden = fold.open;
  }
}

let narrowed = "";
function apply() {
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const wanted = new Set(classes.filter((box) => box.checked).map((box) => box.value));
  const name = environment.value;
  if (name !== narrowed) narrow(name);
  narrowed = name;
  for (const { element, class: its, text, environments } of [...rows, ...files]) {
    const fits = words.every((word) => text.includes(word)) && (name === "" || environments.includes(name));
    element.hidden = !fits || (its !== undefined && !wanted.has(its));
  }
  const visible = rows.filter(({ element }) => !element.hidden);
  shown.textContent = visible.length + " of " + rows.length + " shown";
}

function remember() {
  const state = new URLSearchParams();
  if (search.value) state.set("search", search.value);
  if (environment.value) state.set("environment", environment.value);
  const off = classes.filter((box) => box.checked !== box.defaultChecked).map((box) => box.value);
  if (off.length > 0) state.set("toggled", off.join(" "));
  history.replaceState(null, "", state.size > 0 ? "#" + state : location.pathname + location.search);
}

function recall() {
  const state = new URLSearchParams(location.hash.slice(1));
  search.value = state.get("search") ?? "";
  environment.value = state.get("environment") ?? "";
  if (environment.selectedIndex < 0) environment.value = "";
  const off = (state.get("toggled") ?? "").split(" ");
  for (const box of classes) box.checked = box.defaultChecked !== off.includes(box.value);
}

form.addEventListener("input", () => { apply(); remember(); });
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
addEventListener("hashchange", () => { recall(); apply(); });
addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("input[type=search], select, textarea");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "Escape" && event.target === search) {
    if (search.value === "") search.blur();
    else { search.value = ""; apply(); remember(); }
    event.preventDefault();
  }
});
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const part of folded) part.open = true;
});
addEventListener("afterprint", () => { for (const part of folded) part.open = false; });
form.hidden = false;
recall();
apply();
`;
