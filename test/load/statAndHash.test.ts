import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { statAndHash } from "../../src/load/statAndHash.ts";
import { sha256 } from "../../src/text/sha256.ts";

vi.mock("../../src/text/sha256.ts", async (original) => {
  const real = await original<typeof import("../../src/text/sha256.ts")>();
  return { ...real, sha256: vi.fn(real.sha256) };
});

const folder = mkdtempSync(join(tmpdir(), "terraloom-test-"));
const path = join(folder, "spec.yaml");
const someTime = new Date("2026-01-01");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a file that is looked at twice", () => {
  beforeEach(() => {
    rmSync(path, { force: true });
    writeFileSync(path, "one");
    utimesSync(path, someTime, someTime);
    vi.mocked(sha256).mockClear();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function later(): void {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10_000 });
  }

  function hashTwice(between: () => void = () => undefined): readonly string[] {
    const first = statAndHash(path).hash;
    between();
    return [first, statAndHash(path).hash];
  }

  it("is read once if it has not changed for some seconds", () => {
    later();
    const [first, second] = hashTwice();
    expect(second).toBe(first);
    expect(sha256).toHaveBeenCalledTimes(1);
  });

  it("is read again if it changed just before: another change may have the same time", () => {
    hashTwice();
    expect(sha256).toHaveBeenCalledTimes(2);
  });

  it("is seen to change though its size and time of change are put back", () => {
    later();
    const [first, second] = hashTwice(() => {
      // Longer than the tick of the system's clock.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 30);
      writeFileSync(path, "two");
      utimesSync(path, someTime, someTime);
    });
    expect(second).not.toBe(first);
  });

  it("is seen to be another one, moved into its place", () => {
    const other = `${path}.other`;
    writeFileSync(other, "two");
    utimesSync(other, someTime, someTime);
    later();
    const [first, second] = hashTwice(() => renameSync(other, path));
    expect(second).not.toBe(first);
  });
});
