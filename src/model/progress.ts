/** Is called with how far a stage has come: "reading specs", 12 of 1,000. Called often; it must be quick. */
export type Progress = (stage: string, done: number, total: number) => void;

/** For whoever does not wait. */
export const noProgress: Progress = () => {};
