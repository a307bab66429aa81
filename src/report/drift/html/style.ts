/** The page's style sheet: light or dark by the reader's system, and for print. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fbfbfa; --card: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #dfe2e6; --focus: #0550ae;
  --bad: #b3261e; --bad-paper: #fdeeec; --good: #1a6b3c; --good-paper: #e9f5ee;
  --note: #8a5300; --note-paper: #fff4df; --plain-paper: #eff1f3;
  --del: #fdf0ee; --del-mark: #f8c9c3; --ins: #ecf7f0; --ins-mark: #b5e2c5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --card: #1a1e22; --ink: #e3e6e9; --soft: #a0a9b2; --line: #31373d; --focus: #79b8ff;
    --bad: #ff9d94; --bad-paper: #3b1f1d; --good: #7fd6a0; --good-paper: #16321f;
    --note: #f0bf6c; --note-paper: #36290f; --plain-paper: #272c31;
    --del: #2e1d1c; --del-mark: #6b2f2a; --ins: #172a1e; --ins-mark: #245b38;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 8rem; }
[hidden] { display: none !important; }
body { margin: 0 auto; padding: 2.5rem clamp(1rem, 4vw, 3rem) 4rem; max-width: 88rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .75rem; letter-spacing: -.01em; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .25rem; }
h3 { font-size: 1rem; margin: 2rem 0 .25rem; }
p { margin: .25rem 0; }
code, .diff td { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .86em; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .25rem .75rem; }
.verdict { display: inline-block; padding: .4rem .9rem; border-radius: .5rem; font-weight: 600; }
.verdict.agreed { color: var(--good); background: var(--good-paper); }
.verdict.drift, .verdict.error { color: var(--bad); background: var(--bad-paper); }
.when, .counts, .note, .description, .place, .reason { color: var(--soft); }
.note { font-size: .9rem; max-width: 60rem; }
form { position: sticky; top: 0; z-index: 1; margin: 1.5rem 0 0; padding: .75rem 0; background: var(--paper);
  border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: .6rem 1.25rem; align-items: center; }
form input[type="search"], form select, form button { font: inherit; color: inherit; background: var(--card);
  border: 1px solid var(--line); border-radius: .4rem; padding: .3rem .6rem; }
form input[type="search"] { width: 17rem; min-width: 0; }
form fieldset { display: flex; flex-wrap: wrap; gap: .25rem .9rem; border: 0; margin: 0; padding: 0; }
form label { display: inline-flex; max-width: 100%; gap: .4rem; align-items: center; white-space: nowrap; }
form legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
form button { cursor: pointer; }
kbd { font: inherit; font-size: .8rem; color: var(--soft); border: 1px solid var(--line); border-radius: .3rem; padding: 0 .35rem; }
output { color: var(--soft); font-size: .9rem; margin-left: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
.names { margin-top: .75rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem;
  border-collapse: separate; border-spacing: 0; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.names th, .names td { text-align: left; vertical-align: top; padding: .65rem .9rem; border-top: 1px solid var(--line); font-weight: 400; }
.names thead th { border-top: 0; color: var(--soft); font-size: .85rem; }
.names tbody th { width: 25%; }
.names td:nth-child(2) { width: 23%; }
.name { font-weight: 600; font-size: .92em; overflow-wrap: anywhere; }
.path { display: block; color: var(--soft); margin-top: .2rem; overflow-wrap: anywhere; }
.description, .place { display: block; font-size: .85rem; overflow-wrap: anywhere; }
.reason { font-size: .9rem; margin-top: .35rem; }
.badge { display: inline-block; padding: .05rem .55rem; border-radius: 1rem; font-size: .82rem; font-weight: 600;
  color: var(--soft); background: var(--plain-paper); }
.badge.undeclared, .badge.expired { color: var(--bad); background: var(--bad-paper); }
.badge.accepted, .badge.unneeded { color: var(--note); background: var(--note-paper); }
.badge.declared { color: var(--good); background: var(--good-paper); }
ul { list-style: none; margin: 0; padding: 0; }
.names li { display: grid; grid-template-columns: minmax(5rem, 8rem) 1fr auto; gap: 0 1rem; padding: .1rem 0; align-items: baseline; }
.names li .place { font-size: .8rem; }
.who { color: var(--soft); overflow-wrap: anywhere; font-size: .9rem; }
.value { overflow-wrap: anywhere; white-space: pre-wrap; }
summary { cursor: pointer; }
details.file { margin: .75rem 0; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); overflow: hidden; }
details.file > summary { padding: .5rem .9rem; }
details.file > .note { padding: 0 .9rem .5rem; }
.diff { table-layout: fixed; border-top: 1px solid var(--line); min-width: 46rem; }
.diff th { text-align: left; font-weight: 600; font-size: .85rem; padding: .35rem .6rem; color: var(--soft); }
.diff td { padding: .05rem .6rem; vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5; }
.diff .number { width: 3.4rem; text-align: right; color: var(--soft); user-select: none; }
.diff th.number { color: transparent; }
.diff del, .diff ins { text-decoration: none; }
.diff .changed td:nth-child(2), .diff .changed td:nth-child(1) { background: var(--del); }
.diff .changed td:nth-child(4), .diff .changed td:nth-child(3) { background: var(--ins); }
.diff .changed td.none { background: var(--plain-paper); }
.diff mark { color: inherit; border-radius: 2px; background: var(--del-mark); }
.diff ins mark { background: var(--ins-mark); }
.diff .gap td { text-align: center; color: var(--soft); background: var(--plain-paper); }
.problems li { margin: .5rem 0; }
.problems .error { color: var(--bad); font-weight: 600; }
.problems .warning { color: var(--note); font-weight: 600; }
@media (max-width: 72rem) {
  .names li { grid-template-columns: minmax(5rem, 8rem) 1fr; }
  .names li .place { grid-column: 2; }
}
@media (max-width: 46rem) {
  .names thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .names, .names tbody, .names tr, .names th, .names td { display: block; width: auto !important; }
  .names tr { border-top: 1px solid var(--line); padding: .5rem 0; }
  .names tr:first-child { border-top: 0; }
  .names th, .names td { border: 0; padding: .2rem .9rem; }
  .names li { grid-template-columns: minmax(5rem, 7rem) 1fr; }
  form { position: static; }
  .diff { min-width: 0; }
  .diff, .diff thead, .diff tbody { display: block; }
  .diff tr { display: grid; grid-template-columns: 3.2rem minmax(0, 1fr); }
  .diff .number { width: auto; }
  .diff th.number { display: none; }
  .diff thead tr { grid-template-columns: 1fr; }
  .diff th:nth-child(2)::before, .diff .changed td:nth-child(2):not(.none)::before { content: "− "; }
  .diff th:nth-child(4)::before, .diff .changed td:nth-child(4):not(.none)::before { content: "+ "; }
  .diff tr:not(.changed) td:nth-child(n + 3), .diff .none, .diff .number:has(+ .none) { display: none; }
  .diff .gap td { grid-column: 1 / -1; }
}
@media print {
  body { padding: 0; max-width: none; font-size: 9.5pt; background: #fff; color: #000; }
  form, .skip { display: none !important; }
  tr, li { break-inside: avoid; }
  .scroll { overflow: visible; }
  .diff { min-width: 0; }
  details::details-content { content-visibility: visible; }
}
`;
