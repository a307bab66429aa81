import {
  type Diagnostic,
  describe,
  diagnostic,
  type RelatedLocation,
} from "../diagnostics/diagnostic.ts";
import { type WrongAnswer, wrongAnswer } from "../diagnostics/messages/wrongAnswers.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { type Failure, failure } from "../model/result.ts";
import { shellWord } from "../text/shellWord.ts";
import type { Ask, Choice } from "./ask.ts";
import { type Arguments, listOption } from "./command.ts";

interface AnyQuestion {
  /** Where the command line says it: `--description`, or `ENV`, the command's one free argument. */
  readonly option: string;
  /** What the command line says; absent: what it gives for `option`. */
  readonly said?: string | readonly string[] | undefined;
  /** How a person is asked; absent: nobody is. */
  readonly ask?: string | undefined;
  /** What an answer is, told where it is missing; absent: there need be none. */
  readonly wants?: string | undefined;
  /** Blanks are an answer though one is wanted. */
  readonly mayBeBlank?: true;
  /** What explains why an answer is wrong. */
  readonly related?: readonly RelatedLocation[];
  /** What would have said an answer on the command line; absent: the option, and the answer after it. */
  readonly words?: ((answer: string) => readonly string[]) | undefined;
}

export interface Question extends AnyQuestion {
  /** What is shown, and taken if nothing is typed. */
  readonly initial?: string;
  readonly refuse?: (answer: string) => WrongAnswer | undefined;
}

interface NamesQuestion extends AnyQuestion {
  /** What is shown, and taken if nothing is typed. */
  readonly initial: readonly string[];
  /** Without a terminal, what would be shown is the answer. */
  readonly isUsual?: true;
  readonly refuse: (names: readonly string[]) => readonly WrongAnswer[];
}

export interface ChoiceQuestion extends AnyQuestion {
  /** What they are, such as `stack`. */
  readonly what: string;
  /** What can be answered; a text stands for a choice that is shown as it is. */
  readonly choices: readonly (Choice | string)[];
  /** What to do where no answer is near. */
  readonly otherwise?: string;
  /** A person may choose none, though an answer is wanted. */
  readonly mayBeNone?: boolean;
}

/**
 * The one place where a command gets its answers: from the command line, else from the user at the terminal, who is
 * also asked again for wrong answers on the command line. Without a terminal, each missing or wrong answer is a
 * problem, and all problems come together.
 */
export class Interview {
  readonly given: Arguments;
  readonly #asker: Ask | undefined;
  readonly #problems: Diagnostic[] = [];
  readonly #typed: string[] = [];

  constructor(given: Arguments, asker?: Ask) {
    this.given = given;
    this.#asker = asker;
  }

  /** The prompts; absent: no terminal, or something is wrong already, so that nobody is asked in vain. */
  get asker(): Ask | undefined {
    return this.#problems.length > 0 ? undefined : this.#asker;
  }

  get problems(): readonly Diagnostic[] {
    return this.#problems;
  }

  /** What a person has typed, as the command line would say it, to be given with the same command. */
  get typed(): string {
    if (this.#typed.length === 0) return "";
    return `Your answers, to give them with the command next time:\n    ${this.#typed.map(shellWord).join(" ")}\n`;
  }

  /** A line of text; empty where it is missing. */
  async text(question: Question): Promise<string> {
    const { initial, refuse } = question;
    const said = this.#saidOf(question);
    const faults = said.flatMap((text) => refuse?.(text) ?? []);
    const [answer = ""] = await this.#answers(question, said, faults, async (asker, message) => [
      await asker.text({
        message,
        initial,
        refuse: (text) => faultText(question, text, refuse?.(text)),
      }),
    ]);
    return answer;
  }

  /** Names, each an option of its own, or all on one line of an answer. */
  names(question: NamesQuestion): Promise<readonly string[]> {
    const { initial, isUsual, refuse } = question;
    const given = this.#saidOf(question);
    const said = given.length === 0 && isUsual && !this.asker ? initial : given;
    return this.#answers(question, said, refuse(said), async (asker, message) => {
      const line = await asker.text({
        message: `${message} (blanks between them)`,
        initial: initial.join(" "),
        refuse: (text) => faultText(question, text, refuse(namesIn(text))[0]),
      });
      return namesIn(line);
    });
  }

  async one(question: ChoiceQuestion): Promise<string | undefined> {
    const [answer] = await this.#known(question, async (asker, message, choices) => [
      await asker.one(message, choices),
    ]);
    return answer;
  }

  /** Any number of several: of an option that may be repeated. */
  some(question: ChoiceQuestion): Promise<readonly string[]> {
    return this.#known(question, (asker, message, choices) =>
      asker.some(`${message} (space chooses, enter goes on)`, choices),
    );
  }

  /** For an unknown answer, where nobody is asked, what was most likely meant: so the rest can be checked. */
  async #known(
    question: ChoiceQuestion,
    choose: (asker: Ask, message: string, choices: readonly Choice[]) => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    const { what, otherwise } = question;
    const choices = question.choices.map((one) => (typeof one === "string" ? { value: one } : one));
    const known = choices.map(({ value }) => value);
    const said = this.#saidOf(question);
    const faults = said
      .filter((one) => !known.includes(one))
      .map((name) => ({ kind: "unknown", what, name, known, otherwise }) as const);
    const answers = await this.#answers(question, said, faults, (asker, message) =>
      choose(asker, message, choices),
    );
    return answers.flatMap((one) => (known.includes(one) ? one : (nearest(one, known) ?? [])));
  }

  /** What the command line says, if it is right; else what a person answers, or the problems, and what was said. */
  async #answers(
    question: AnyQuestion & Pick<ChoiceQuestion, "mayBeNone">,
    said: readonly string[],
    faults: readonly WrongAnswer[],
    prompt: (asker: Ask, message: string) => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    const { option, ask, wants, mayBeNone, related } = question;
    if (said.length > 0 && faults.length === 0) return said;
    const problems = faults.map((reason) => wrong(option, reason, related));
    if (ask === undefined || !this.asker) {
      this.add(...problems);
      if (said.length === 0 && wants !== undefined) this.missing(option, wants);
      return said;
    }
    const answers = await prompt(this.asker, [...problems.map(textOf), ask].join("\n"));
    for (const answer of answers) this.#keep(question, answer);
    if (answers.length === 0 && !mayBeNone && wants !== undefined) this.missing(option, wants);
    return answers;
  }

  /** Whether to write what the person has been shown, or one of some other answers; unasked where nobody sits at a terminal. */
  async write<Other extends string = never>(
    others: readonly (Choice & { readonly value: Other })[] = [],
  ): Promise<"write" | "nothing" | Other> {
    if (this.given.options["dry-run"] === true) return "nothing";
    if (this.given.options.yes === true || !this.asker) return "write";
    const choices = [
      { value: "write", label: "yes" },
      { value: "nothing", label: "no" },
      ...others,
    ];
    return (await this.asker.one("Write it?", choices)) as "write" | "nothing" | Other;
  }

  /** Whether the person goes on, who is told what that means: `--yes` says so on the command line. */
  async agreed(meaning: string): Promise<boolean> {
    const { yes, "dry-run": dryRun } = this.given.options;
    const answer = await this.one({
      option: "--yes",
      said: yes || dryRun ? "yes" : undefined,
      ask: `${meaning}\nGo on?`,
      wants: meaning,
      what: "answer",
      choices: [
        { value: "no", label: "No, leave everything as it is" },
        { value: "yes", label: "Yes" },
      ],
      words: (said) => (said === "yes" ? ["--yes"] : []),
    });
    return answer === "yes";
  }

  /**
   * The two free arguments of a command that gives something another name; absent, and reported, where they are others.
   *
   * @param what whose name it is, such as "variable": one that Terraform does not take is reported
   */
  oldAndNew(wants: string, what: string): readonly [name: string, newName: string] | undefined {
    const [name, newName, extra] = this.given.names;
    if (name === undefined || newName === undefined || extra !== undefined) {
      this.missing("OLD NEW", wants);
      return undefined;
    }
    if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(newName)) {
      this.wrong("NEW", { kind: "terraform-name", name: newName, what });
    }
    return [name, newName];
  }

  /**
   * An answer is not what it should be.
   *
   * @param related what explains it
   */
  wrong(option: string, reason: WrongAnswer, related?: readonly RelatedLocation[]): void {
    this.add(wrong(option, reason, related));
  }

  missing(option: string, wants: string): void {
    this.add(diagnostic("answer-missing", { option, wants }));
  }

  add(...problems: readonly Diagnostic[]): void {
    this.#problems.push(...problems);
  }

  /** The problems that stop the command. */
  failure(...more: readonly Diagnostic[]): Failure {
    return failure(...this.#problems, ...more);
  }

  #saidOf(question: AnyQuestion): readonly string[] {
    const { option } = question;
    const said = "said" in question ? [question.said ?? []].flat() : this.#givenFor(option);
    return said.every((answer) => isBlank(question, answer)) ? [] : said;
  }

  #givenFor(option: string): readonly string[] {
    if (option.startsWith("--")) return listOption(this.given, option.slice("--".length));
    const [first, ...more] = this.given.names;
    if (first === undefined) return [];
    if (more.length > 0) this.wrong(option, { kind: "expected-one", first, more: more.length });
    return [first];
  }

  #keep({ option, words }: AnyQuestion, answer: string): void {
    if (answer === "") return;
    const usual = option.startsWith("--") ? [option, answer] : [answer];
    this.#typed.push(...(words?.(answer) ?? usual));
  }
}

function wrong(option: string, reason: WrongAnswer, related?: readonly RelatedLocation[]) {
  return diagnostic("answer-wrong", { option, reason }, undefined, related);
}

function namesIn(line: string): readonly string[] {
  return line.split(/[\s,]+/).filter((name) => name !== "");
}

/** Blanks are no answer where one is wanted. */
function isBlank({ wants, mayBeBlank }: AnyQuestion, answer: string): boolean {
  return wants !== undefined && !mayBeBlank && answer.trim() === "";
}

/** What a person who types an answer is told about it. */
function faultText(question: AnyQuestion, answer: string, reason?: WrongAnswer) {
  if (isBlank(question, answer)) return "Expected an answer.";
  return reason && wrongAnswer(reason).message;
}

function textOf(problem: Diagnostic): string {
  const { message, advice } = describe(problem);
  return [message, ...(advice ? [advice] : [])].join(". ");
}
