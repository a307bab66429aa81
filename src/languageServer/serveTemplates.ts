import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { MessageConnection } from "vscode-jsonrpc/node";
import type {
  Diagnostic,
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  InitializeParams,
  InitializeResult,
  TextDocumentPositionParams,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { ownVersion } from "../files/ownVersion.ts";
import { templatesDirectory } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import { complete } from "../templateHelp/complete.ts";
import { definition, hover } from "../templateHelp/hover.ts";
import { templateProblems } from "../templateHelp/templateProblems.ts";
import { readyParser } from "../watch/readyParser.ts";
import { OpenProjects } from "./openProjects.ts";
import { completionItem, hoverAnswer, markOf, rangeOf } from "./protocol.ts";

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
  const server = new TemplateServer(connection);
  await new Promise<void>((resolve) => {
    connection.onNotification("exit", resolve);
    connection.onClose(resolve);
    input.on("end", resolve);
    connection.listen();
  });
  server.stop();
  connection.dispose();
}

/** Answers a request about a place in a template. */
type Answer = (project: Project, file: string, text: TextDocument, offset: number) => object | null;

class TemplateServer {
  readonly #connection: MessageConnection;
  readonly #parser = readyParser();
  readonly #projects = new OpenProjects();
  /** The texts of open templates, by address. */
  readonly #texts = new Map<string, TextDocument>();
  /** Documents to check after a pause in typing. */
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(connection: MessageConnection) {
    this.#connection = connection;
    connection.onRequest("initialize", (asked: InitializeParams) => this.#initialize(asked));
    connection.onRequest("shutdown", () => null);
    this.#answer("completion", (project, file, text, offset) =>
      complete(project, file, text.getText(), offset).map((one) =>
        completionItem(one, text, offset),
      ),
    );
    this.#answer("hover", (project, file, text, offset) => {
      const found = hover(project, file, text.getText(), offset);
      return found ? hoverAnswer(found, text) : null;
    });
    this.#answer("definition", (project, file, text, offset) => {
      const place = definition(project, file, text.getText(), offset);
      if (!place) return null;
      return { uri: pathToFileURL(join(project.root, place.file)).href, range: rangeOf(place) };
    });
    connection.onNotification(
      "textDocument/didOpen",
      ({ textDocument: { uri, text } }: DidOpenTextDocumentParams) => this.#change(uri, text),
    );
    connection.onNotification(
      "textDocument/didChange",
      ({ textDocument: { uri }, contentChanges }: DidChangeTextDocumentParams) =>
        this.#change(uri, contentChanges.at(-1)?.text),
    );
    connection.onNotification(
      "textDocument/didClose",
      ({ textDocument: { uri } }: DidCloseTextDocumentParams) => {
        this.#texts.delete(uri);
        clearTimeout(this.#waiting.get(uri));
        this.#waiting.delete(uri);
        this.#mark(uri, []);
      },
    );
    const lookAtAll = (): void => {
      for (const uri of this.#texts.keys()) this.#lookSoon(uri);
    };
    connection.onNotification("textDocument/didSave", lookAtAll);
    connection.onNotification("workspace/didChangeWatchedFiles", lookAtAll);
  }

  stop(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#parser.stop();
  }

  #initialize({ capabilities }: InitializeParams): InitializeResult {
    if (capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      this.#connection.onNotification("initialized", () => this.#watchSources());
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
  }

  /** Registers for changes of schema, specs or templates on disk. */
  #watchSources(): void {
    const folders = ["schema", "envs", templatesDirectory];
    const watchers = folders.map((folder) => ({ globPattern: `**/${folder}/**` }));
    const method = "workspace/didChangeWatchedFiles";
    const registrations = [{ id: "sources", method, registerOptions: { watchers } }];
    // An editor that does not want to is no reason to stop.
    this.#connection.sendRequest("client/registerCapability", { registrations }).catch(() => {});
  }

  #answer(about: "completion" | "hover" | "definition", answer: Answer): void {
    this.#connection.onRequest(
      `textDocument/${about}`,
      async ({ textDocument: { uri }, position }: TextDocumentPositionParams) => {
        const text = this.#texts.get(uri);
        const open = text && (await this.#projects.of(pathOf(uri), false));
        if (!text || !open) return null;
        return answer(open.project, open.file, text, text.offsetAt(position));
      },
    );
  }

  #change(uri: string, text: string | undefined): void {
    if (text !== undefined) this.#texts.set(uri, TextDocument.create(uri, "handlebars", 0, text));
    this.#lookSoon(uri);
  }

  #lookSoon(uri: string): void {
    const log = (thrown: unknown) =>
      this.#connection.sendNotification("window/logMessage", { type: 1, message: String(thrown) });
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.set(
      uri,
      setTimeout(() => this.#look(uri).catch(log), pause),
    );
  }

  /** Marks what is wrong in an open template. */
  async #look(uri: string): Promise<void> {
    const text = this.#texts.get(uri);
    const open = text && (await this.#projects.of(pathOf(uri), true));
    if (!text || !open) return;
    const problems = await templateProblems(open.project, open.file, text.getText(), this.#parser);
    // Changes during the check are checked next.
    if (this.#texts.get(uri) === text) this.#mark(uri, problems.map(markOf));
  }

  #mark(uri: string, diagnostics: readonly Diagnostic[]): void {
    // The editor may be gone by now.
    this.#connection
      .sendNotification("textDocument/publishDiagnostics", { uri, diagnostics })
      .catch(() => {});
  }
}

function pathOf(uri: string): string {
  return uri.startsWith("file:") ? fileURLToPath(uri) : uri;
}
