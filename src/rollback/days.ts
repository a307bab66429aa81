/** A day some days later, `YYYY-MM-DD`. */
export function addDays(day: string, number: number): string {
  return new Date(Date.parse(day) + number * 86_400_000).toISOString().slice(0, 10);
}
