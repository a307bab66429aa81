/** Data as one JSON document; integers past 2^53 as text. */
export function jsonDocument(data: object): string {
  const asJson = (_: string, value: unknown): unknown =>
    typeof value === "bigint" ? value.toString() : value;
  return `${JSON.stringify(data, asJson, 2)}\n`;
}
