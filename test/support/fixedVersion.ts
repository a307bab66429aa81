import { vi } from "vitest";

/** Golden files name the version that made them: a release is not to change them. */
vi.mock("../../src/files/ownVersion.ts", () => ({ ownVersion: () => "0.0.1" }));
