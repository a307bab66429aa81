import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { MessageConnection } from "vscode-jsonrpc/node";
import type {
  CompletionItem,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  Hover,
  InitializeParams,
  InitializeResult,
  Location,
  TextDocumentPositionParams,
} from "vscode-languageserver-protocol";
import { ownVersion } from "../files/ownVersion.ts";
import { templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { complete } from "../templateHelp/complete.ts";
import { definition, hover } from "../templateHelp/hover.ts";
import { templateProblems } from "../templateHelp/templateProblems.ts";
import { readyParser } from "../watch/readyParser.ts";
import { OpenProjects } from "./openProjects.ts";
import { completionItem, hoverAnswer, markOf, offsetAt, rangeOf } from "./protocol.ts";

/** How long a person has to stop typing before the text is looked at, in milliseconds. */
const pause = 200;

/** Answers an editor about templates, in the Language Server Protocol, until it says that it is done. */
export async function serveTemplates(input: Readable, output: Writable): Promise<void> {
  const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = await import(
    "vscode-jsonrpc/node"
  );
  const connection = createMessageConnection(
    new StreamMessageReader(input),
    new StreamMessageWriter(output),
  );
  const parser = readyParser();
  const texts = new Map<string, string>();
  const projects = new OpenProjects();
  const marks = marking(connection, texts, projects, parser);
  answer(connection, texts, projects);
  keepTexts(connection, texts, marks);
  await new Promise<void>((resolve) => {
    connection.onNotification("exit", resolve);
    connection.onClose(resolve);
    input.on("end", resolve);
    connection.listen();
  });
  marks.stop();
  parser.stop();
  connection.dispose();
}

function answer(
  connection: MessageConnection,
  texts: ReadonlyMap<string, string>,
  projects: OpenProjects,
): void {
  connection.onRequest("initialize", ({ capabilities }: InitializeParams): InitializeResult => {
    if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      connection.onNotification("initialized", () => watchSources(connection));
    }
    return {
      serverInfo: { name: "terraloom", version: ownVersion() },
      capabilities: {
        textDocumentSync: { openClose: true, change: 1, save: true },
        completionProvider: { triggerCharacters: ["{", ".", "/", '"', "#", ">", "(", "@", " "] },
        hoverProvider: true,
        definitionProvider: true,
      },
    };
  });
  connection.onRequest("shutdown", () => null);
  const about =
    <T>(
      answerFor: (project: Project, file: string, text: string, offset: number) => T,
    ): ((asked: TextDocumentPositionParams) => Promise<T | null>) =>
    async ({ textDocument: { uri }, position }) => {
      const text = texts.get(uri);
      const open = text === undefined ? undefined : await projects.of(pathOf(uri), false);
      if (text === undefined || !open) return null;
      return answerFor(open.project, open.file, text, offsetAt(text, position));
    };
  connection.onRequest(
    "textDocument/completion",
    about((project, file, text, offset): CompletionItem[] =>
      complete(project, file, text, offset).map((one) => completionItem(one, text, offset)),
    ),
  );
  connection.onRequest(
    "textDocument/hover",
    about((project, file, text, offset): Hover | null => {
      const found = hover(project, file, text, offset);
      return found ? hoverAnswer(found, text) : null;
    }),
  );
  connection.onRequest(
    "textDocument/definition",
    about((project, file, text, offset): Location | null => {
      const place = definition(project, file, text, offset);
      if (!place) return null;
      return { uri: pathToFileURL(join(project.root, place.file)).href, range: rangeOf(place) };
    }),
  );
}

/** Asks to be told when schema, specs or templates change on disk. */
function watchSources(connection: MessageConnection): void {
  const watchers = ["schema", "envs", templatesDirectory].map((folder) => ({
    globPattern: `**/${folder}/**`,
  }));
  const method = "workspace/didChangeWatchedFiles";
  const registrations = [{ id: "sources", method, registerOptions: { watchers } }];
  // An editor that does not want to is no reason to stop.
  connection.sendRequest("client/registerCapability", { registrations }).catch(() => {});
}

function keepTexts(
  connection: MessageConnection,
  texts: Map<string, string>,
  marks: Pick<Marking, "soon" | "clear">,
): void {
  const { soon, clear } = marks;
  const allSoon = (): void => {
    for (const uri of texts.keys()) soon(uri);
  };
  connection.onNotification(
    "textDocument/didOpen",
    ({ textDocument: { uri, text } }: DidOpenTextDocumentParams) => {
      texts.set(uri, text);
      soon(uri);
    },
  );
  connection.onNotification(
    "textDocument/didChange",
    ({ textDocument: { uri }, contentChanges }: DidChangeTextDocumentParams) => {
      const last = contentChanges.at(-1);
      if (last) texts.set(uri, last.text);
      soon(uri);
    },
  );
  connection.onNotification(
    "textDocument/didClose",
    ({ textDocument: { uri } }: DidCloseTextDocumentParams) => {
      texts.delete(uri);
      clear(uri);
    },
  );
  connection.onNotification("textDocument/didSave", allSoon);
  connection.onNotification("workspace/didChangeWatchedFiles", allSoon);
}

interface Marking {
  /** Looks at a text when nobody has typed for a moment. */
  readonly soon: (uri: string) => void;
  readonly clear: (uri: string) => void;
  readonly stop: () => void;
}

/** Marks what is wrong in open templates. */
function marking(
  connection: MessageConnection,
  texts: ReadonlyMap<string, string>,
  projects: OpenProjects,
  parser: ReturnType<typeof readyParser>,
): Marking {
  const waiting = new Map<string, NodeJS.Timeout>();
  const send = (uri: string, problems: Awaited<ReturnType<typeof templateProblems>>): void => {
    const diagnostics = problems.map(markOf);
    // The editor may be gone by now.
    connection
      .sendNotification("textDocument/publishDiagnostics", { uri, diagnostics })
      .catch(() => {});
  };
  const look = async (uri: string): Promise<void> => {
    const text = texts.get(uri);
    const open = text === undefined ? undefined : await projects.of(pathOf(uri), true);
    if (text === undefined || !open) return;
    const problems = await templateProblems(open.project, open.file, text, parser);
    // What was typed meanwhile is looked at next.
    if (texts.get(uri) === text) send(uri, problems);
  };
  const clear = (uri: string): void => {
    clearTimeout(waiting.get(uri));
    waiting.delete(uri);
    send(uri, []);
  };
  return {
    soon(uri) {
      clearTimeout(waiting.get(uri));
      waiting.set(
        uri,
        setTimeout(
          () =>
            look(uri).catch((thrown) =>
              connection.sendNotification("window/logMessage", {
                type: 1,
                message: String(thrown),
              }),
            ),
          pause,
        ),
      );
    },
    clear,
    stop() {
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}

function pathOf(uri: string): string {
  return uri.startsWith("file:") ? fileURLToPath(uri) : uri;
}
