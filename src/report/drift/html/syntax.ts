/** Text as HTML shows it, in an element or an attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

export function element(name: string, className: string, text: string): string {
  return `<${name} class="${className}">${escapeHtml(text)}</${name}>`;
}
