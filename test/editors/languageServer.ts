import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type CompletionItem,
  type CompletionList,
  createProtocolConnection,
  type Diagnostic,
  FileChangeType,
  type Hover,
  type MarkupContent,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node.js";

/** A language server, driven as an editor drives it, with one workspace folder. */
export interface LanguageServer {
  /**
   * Opens a file, or shows it with what somebody has typed into it, and waits until the server has judged it.
   *
   * @param file relative to the workspace folder
   * @param text what the editor shows; absent: what the disk holds
   */
  readonly open: (file: string, text?: string) => Promise<OpenFile>;
  /** Tells of a file that was changed on disk, as editors do that watch the folder. */
  readonly changed: (file: string) => Promise<void>;
  /** Ends the server as an editor does, and waits until its process is gone. */
  readonly close: () => Promise<{ readonly exitCode: number | null }>;
}

/** A file in the editor. */
export interface OpenFile {
  /** What is marked, as `line:column-column message`, from 1, the second column exclusive. */
  readonly marks: readonly string[];
  /** What is shown to whoever points at the first place where `text` stands. */
  readonly hover: (text: string) => Promise<string>;
  /** What is offered behind the first place where `text` stands. */
  readonly complete: (text: string) => Promise<readonly CompletionItem[]>;
}

const require = createRequire(import.meta.url);

/** Nothing is fetched: no catalog of schemas, no definitions of Kubernetes. */
const settings: Readonly<Record<string, unknown>> = {
  yaml: { schemaStore: { enable: false }, kubernetesCRDStore: { enable: false } },
};

const yamlServer = [require.resolve("yaml-language-server/bin/yaml-language-server"), "--stdio"];

/**
 * Starts a server on a folder.
 *
 * @param program what Node runs, and its arguments; absent: the YAML language server
 */
export async function startLanguageServer(
  root: string,
  program: readonly string[] = yamlServer,
): Promise<LanguageServer> {
  const child = spawn(process.execPath, program, { cwd: root });
  const ended = once(child, "exit");
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest("workspace/configuration", ({ items }: { items: { section: string }[] }) =>
    items.map(({ section }) => settings[section] ?? null),
  );
  connection.onRequest("client/registerCapability", () => null);
  const judged = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  connection.onNotification(
    "textDocument/publishDiagnostics",
    ({ uri, diagnostics }: PublishDiagnosticsParams) => judged.get(uri)?.(diagnostics),
  );
  connection.listen();
  const folder = { uri: pathToFileURL(root).href, name: "project" };
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: folder.uri,
    workspaceFolders: [folder],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: {
        hover: { contentFormat: ["markdown"] },
        completion: { completionItem: { documentationFormat: ["markdown"], snippetSupport: true } },
      },
    },
  });
  await connection.sendNotification("initialized", {});

  const versions = new Map<string, number>();
  const show = async (uri: string, text: string): Promise<void> => {
    const version = (versions.get(uri) ?? 0) + 1;
    versions.set(uri, version);
    await (version === 1
      ? connection.sendNotification("textDocument/didOpen", {
          textDocument: { uri, languageId: "yaml", version, text },
        })
      : connection.sendNotification("textDocument/didChange", {
          textDocument: { uri, version },
          contentChanges: [{ text }],
        }));
  };

  return {
    async open(file, text = readFileSync(join(root, file), "utf8")) {
      const uri = pathToFileURL(join(root, file)).href;
      if (judged.has(uri)) throw new Error(`${file} is still being judged`);
      const diagnostics = new Promise<readonly Diagnostic[]>((done) => judged.set(uri, done));
      await show(uri, text);
      const marks = (await diagnostics).map(markText);
      judged.delete(uri);
      const at = (needle: string, offset: number) => ({
        textDocument: { uri },
        position: positionOf(text, needle, offset),
      });
      return {
        marks,
        async hover(needle) {
          const found: Hover | null = await connection.sendRequest(
            "textDocument/hover",
            at(needle, 1),
          );
          return (found?.contents as MarkupContent | undefined)?.value ?? "";
        },
        async complete(needle) {
          const list: CompletionItem[] | CompletionList = await connection.sendRequest(
            "textDocument/completion",
            at(needle, needle.length),
          );
          return Array.isArray(list) ? list : list.items;
        },
      };
    },
    async changed(file) {
      const uri = pathToFileURL(join(root, file)).href;
      const changes = [{ uri, type: FileChangeType.Changed }];
      await connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    },
    async close() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      const [exitCode] = await ended;
      connection.dispose();
      return { exitCode };
    },
  };
}

function markText({ range: { start, end }, message }: Diagnostic): string {
  return `${start.line + 1}:${start.character + 1}-${end.character + 1} ${message}`;
}

function positionOf(text: string, needle: string, offset: number) {
  const start = text.indexOf(needle);
  if (start < 0) throw new Error(`The text does not hold ${JSON.stringify(needle)}`);
  const lines = text.slice(0, start + offset).split("\n");
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
