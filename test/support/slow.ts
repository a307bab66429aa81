/** Whether the long forms of tests run, as they do each night: `TERRALOOM_SLOW=1`. */
export const isSlow: boolean = process.env.TERRALOOM_SLOW === "1";

/** How many cases a random test draws: so many where there is time, a quarter of it by default. */
export function draws(number: number): number {
  return isSlow ? number : Math.ceil(number / 4);
}
