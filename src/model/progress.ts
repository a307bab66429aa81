/** Reports the progress of a stage: "reading specs", 12 of 1,000. Called often, so it must be fast. */
export type Progress = (stage: string, done: number, total: number) => void;

/** Reports no progress. */
export const noProgress: Progress = () => {};
