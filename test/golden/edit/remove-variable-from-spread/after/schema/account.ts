/** What every stack has. */
export const account = {};
