export const limits = JSON.parse("{}");
