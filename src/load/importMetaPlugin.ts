import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { type Loader, type Plugin, transformSync } from "esbuild";

/**
 * Has a schema's own files know where they are, though they are run from elsewhere: `import.meta.url` and the like are
 * as they are written.
 *
 * @param changes texts that the compiler is to read instead of the files, by path below the root
 */
export function importMetaPlugin(root: string, changes?: ReadonlyMap<string, string>): Plugin {
  // The compiler names files by where links lead.
  const realRoot = realpathSync(root);
  return {
    name: "own place",
    setup({ onLoad, onResolve }) {
      // A file that is to come is on no disk yet.
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
        const file = join(resolveDir, path);
        const below = relative(realRoot, file).replaceAll("\\", "/");
        return changes?.has(below) ? { path: file } : undefined;
      });
      onLoad({ filter: /./ }, ({ path, namespace }) => {
        const below = relative(realRoot, path).replaceAll("\\", "/");
        if (namespace !== "file" || /(?:^|\/)node_modules\//.test(below)) return undefined;
        const changed = changes?.get(below);
        // Reading a pipe would wait for its writer.
        if (changed === undefined && !statSync(path).isFile()) {
          return { errors: [{ text: `${below} is neither a file nor a folder` }] };
        }
        if (!/\.[cm]?[jt]sx?$/.test(path)) return undefined;
        const text = changed ?? readFileSync(path, "utf8");
        if (!/\bimport\.meta\b|\b__(?:dirname|filename)\b/.test(text)) {
          return changed === undefined ? undefined : { contents: text, loader: "default" };
        }
        return { contents: placed(text, path, join(root, below)), loader: "js" };
      });
    },
  };
}

function placed(text: string, path: string, place: string): string {
  const file = JSON.stringify(place);
  const folder = JSON.stringify(dirname(place));
  const { code } = transformSync(text, {
    loader: extname(path).replace(/^\.[cm]?/, "") as Loader,
    define: {
      "import.meta.url": JSON.stringify(pathToFileURL(place).href),
      "import.meta.filename": file,
      "import.meta.dirname": folder,
      __filename: file,
      __dirname: folder,
    },
    target: "node20",
    sourcemap: "inline",
    sourcesContent: false,
    sourcefile: path,
  });
  return code;
}
