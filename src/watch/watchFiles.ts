import { dirname, relative, resolve, sep } from "node:path";
import { type FSWatcher, watch } from "chokidar";

/** How long no file must change before a change is reported, in milliseconds: an editor's save is several. */
const quiet = 50;

export interface FileWatch {
  /**
   * Waits for a change, also one that came since the last call, and for the moment of quiet after it.
   *
   * @param atMost the longest wait, in milliseconds; none if not given
   * @returns whether there is still something to wait for: not after the signal, nor after a failure
   */
  readonly changed: (atMost?: number) => Promise<boolean>;
  /** Watches more files, by their paths relative to the root. */
  readonly follow: (files: Iterable<string>) => Promise<void>;
  /** Why the system does not watch any more. */
  readonly failure: () => string | undefined;
}

/**
 * Watches folders that may come and go, and all that is in them but what editors leave for a moment.
 *
 * @param root absolute path
 * @param folders relative to it
 * @param signal ends it
 */
export async function watchFiles(
  root: string,
  folders: readonly string[],
  signal: AbortSignal,
): Promise<FileWatch> {
  let pending = false;
  let failure: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let wake: () => void = () => undefined;
  const isOver = (): boolean => signal.aborted || failure !== undefined;
  const onEvent = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      pending = true;
      wake();
    }, quiet);
  };
  const onError = (problem: unknown): void => {
    failure = problem instanceof Error ? problem.message : String(problem);
    wake();
  };
  const followed = new Set<string>();
  const open = async (): Promise<FSWatcher> => {
    const opened = openWatcher(root, folders, followed).on("all", onEvent).on("error", onError);
    await new Promise<void>((resolve) => {
      opened.once("ready", resolve).once("error", () => resolve());
    });
    return opened;
  };
  let watcher = await open();
  const end = (): void => {
    clearTimeout(timer);
    wake();
    void watcher.close();
  };
  signal.addEventListener("abort", end, { once: true });
  if (signal.aborted) end();
  return {
    async changed(atMost) {
      if (!pending && !isOver()) {
        await new Promise<void>((resolve) => {
          const patience = atMost === undefined ? undefined : setTimeout(resolve, atMost);
          wake = () => {
            clearTimeout(patience);
            resolve();
          };
        });
      }
      pending = false;
      return !isOver();
    },
    async follow(files) {
      const isWanted = wanted(root, folders, followed);
      const added = [...files].map((file) => resolve(root, file)).filter((file) => !isWanted(file));
      if (added.length === 0 || isOver()) return;
      for (const file of added) followed.add(file);
      // A watcher does not look again at what it left out before.
      const old = watcher;
      watcher = await open();
      await (isOver() ? watcher : old).close();
    },
    failure: () => failure,
  };
}

function openWatcher(
  root: string,
  folders: readonly string[],
  followed: ReadonlySet<string>,
): FSWatcher {
  const isWanted = wanted(root, folders, followed);
  // The root is watched for folders that are removed and made again, and so is the folder of a file elsewhere.
  const elsewhere = [...followed].filter((file) => isOutside(relative(root, file))).map(dirname);
  return watch([root, ...new Set(elsewhere)], {
    ignored: (path) => !isWanted(resolve(path)),
    ignoreInitial: true,
    followSymlinks: false,
    atomic: false,
  });
}

/** Which absolute paths are of interest: those in the folders, files that are followed, and what leads there. */
function wanted(
  root: string,
  folders: readonly string[],
  followed: ReadonlySet<string>,
): (path: string) => boolean {
  const leadThere = new Set([root]);
  for (const file of followed) {
    for (let at = dirname(file); !leadThere.has(at); at = dirname(at)) {
      leadThere.add(at);
      if (isOutside(relative(root, at))) break;
    }
  }
  return (path) => {
    if (leadThere.has(path) || followed.has(path)) return true;
    const [folder = ""] = relative(root, path).split(sep);
    return folders.includes(folder) && !isPassing(path);
  };
}

function isOutside(path: string): boolean {
  return path === ".." || path.startsWith(`..${sep}`);
}

/** What editors, version control and systems make beside a file and take away again. */
function isPassing(path: string): boolean {
  return /[\\/](?:\.git|\.DS_Store|\.terraform|4913|\.#[^\\/]*|#[^\\/]*#|[^\\/]*~|[^\\/]*\.sw[a-z]|[^\\/]*___jb_(?:tmp|old)___|\.goutputstream-[^\\/]*|[^\\/]*\.terraloom-tmp)$/.test(
    path,
  );
}
