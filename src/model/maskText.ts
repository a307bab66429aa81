/** A file's text as it may be shown. */
export type MaskText = (path: string, text: string) => string;
