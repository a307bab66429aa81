/** The ending of files that are being written. One that is found was left by a run that was killed. */
export const temporaryEnding = ".terraloom-tmp";
