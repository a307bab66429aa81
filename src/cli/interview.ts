import {
  type Diagnostic,
  describe,
  diagnostic,
  type RelatedLocation,
} from "../diagnostics/diagnostic.ts";
import { type WrongAnswer, wrongAnswer } from "../diagnostics/messages/wrongAnswers.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { type Failure, failure, type Result, success } from "../model/result.ts";
import { shellWord } from "../text/shellWord.ts";
import type { Ask, Choice } from "./ask.ts";
import { type Arguments, listOption, textOption } from "./command.ts";

interface AnyQuestion {
  /** Where the command line says it: `--description`, `ENV`. */
  readonly option: string;
  /** What the command line says; absent: what it gives for an option of that name. */
  readonly said?: string | undefined;
  /** How a person is asked; absent: nobody is. */
  readonly ask?: string | undefined;
  /** What an answer is, told where it is missing; absent: there need be none. */
  readonly wants?: string | undefined;
  /** What would have said an answer on the command line; absent: the option, and the answer after it. */
  readonly words?: (answer: string) => readonly string[];
}

export interface Question extends AnyQuestion {
  /** What is shown, and taken if nothing is typed. */
  readonly initial?: string;
  readonly refuse?: (answer: string) => WrongAnswer | undefined;
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
  /** The prompts; absent: no terminal. */
  readonly asker: Ask | undefined;
  readonly #problems: Diagnostic[] = [];
  readonly #typed: string[] = [];

  constructor(given: Arguments, asker?: Ask) {
    this.given = given;
    this.asker = asker;
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
    const { option, ask, wants, initial, refuse } = question;
    const said = this.#saidOf(question);
    const fault = said === undefined ? undefined : refuse?.(said);
    if (said !== undefined && !fault) return said;
    if (ask === undefined || !this.asker) {
      if (fault) this.wrong(option, fault);
      else if (wants !== undefined) this.missing(option, wants);
      return said ?? "";
    }
    const wordsOf = (reason: WrongAnswer | undefined) => reason && wrongAnswer(reason).message;
    const answer = await this.asker.text({
      message: fault ? `${option}: ${wordsOf(fault)}\n${ask}` : ask,
      ...(initial === undefined ? {} : { initial }),
      refuse: (text) =>
        wants !== undefined && text.trim() === "" ? "Expected an answer." : wordsOf(refuse?.(text)),
    });
    this.#keep(question, answer);
    return answer;
  }

  async one(question: ChoiceQuestion): Promise<string | undefined> {
    const said = this.#saidOf(question);
    const [answer] = await this.#known(
      question,
      said === undefined ? [] : [said],
      async (asker, message, choices) => [await asker.one(message, choices)],
    );
    return answer;
  }

  /** Any number of several: of an option that may be repeated. */
  some(
    question: ChoiceQuestion,
    said = listOption(this.given, optionName(question)),
  ): Promise<readonly string[]> {
    return this.#known(question, said, (asker, message, choices) =>
      asker.some(`${message} (space chooses, enter goes on)`, choices),
    );
  }

  /** For an unknown answer, where nobody is asked, what was most likely meant: so the rest can be checked. */
  async #known(
    question: ChoiceQuestion,
    said: readonly string[],
    choose: (asker: Ask, message: string, choices: readonly Choice[]) => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    const { option, ask, wants, what, otherwise, mayBeNone } = question;
    const choices = question.choices.map((one) => (typeof one === "string" ? { value: one } : one));
    const known = choices.map(({ value }) => value);
    const unknown = said
      .filter((one) => !known.includes(one))
      .map((name) =>
        diagnostic("answer-wrong", {
          option,
          reason: { kind: "unknown", what, name, known, otherwise },
        }),
      );
    if (said.length > 0 && unknown.length === 0) return said;
    if (ask === undefined || !this.asker) {
      this.add(...unknown);
      if (said.length === 0 && wants !== undefined) this.missing(option, wants);
      return said.flatMap((one) => (known.includes(one) ? one : (nearest(one, known) ?? [])));
    }
    const chosen = await choose(this.asker, [...unknown.map(textOf), ask].join("\n"), choices);
    for (const name of chosen) this.#keep(question, name);
    if (chosen.length === 0 && !mayBeNone && wants !== undefined) this.missing(option, wants);
    return chosen;
  }

  /**
   * Asks whether the person goes on, once what that means is said: `--yes` says so on the command line.
   *
   * @param meaning told with the question, or with what is missing
   * @returns how the command ends, where it does not go on
   */
  async endUnlessAgreed(
    meaning: string,
  ): Promise<Result<{ readonly next: readonly string[] }> | undefined> {
    if (this.given.options.yes === true || this.given.options["dry-run"] === true) return undefined;
    if (!this.asker) {
      this.missing("--yes", meaning);
      return this.failure();
    }
    const choices = [
      { value: "no", label: "No, leave everything as it is" },
      { value: "yes", label: "Yes" },
    ];
    const answer = await this.asker.one(`${meaning}\nGo on?`, choices);
    return answer === "yes" ? undefined : success({ next: ["Nothing was written."] });
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

  name(question: Question): Promise<string> {
    return this.text({ ...question, said: this.onlyName(question.option) });
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

  /** The free argument, of which there is at most one. */
  onlyName(option: string): string | undefined {
    const [first, ...more] = this.given.names;
    if (first !== undefined && more.length > 0) {
      this.wrong(option, { kind: "expected-one", first, more: more.length });
    }
    return first;
  }

  /**
   * An answer is not what it should be.
   *
   * @param related what explains it
   */
  wrong(option: string, reason: WrongAnswer, related?: readonly RelatedLocation[]): void {
    this.add(diagnostic("answer-wrong", { option, reason }, undefined, related));
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

  #saidOf(question: AnyQuestion): string | undefined {
    const isOption = !("said" in question) && question.option.startsWith("--");
    const said = isOption ? textOption(this.given, optionName(question)) : question.said;
    // Blanks are no answer where one is wanted.
    return question.wants !== undefined && said?.trim() === "" ? undefined : said;
  }

  #keep({ option, words }: AnyQuestion, answer: string): void {
    if (answer === "") return;
    const usual = option.startsWith("--") ? [option, answer] : [answer];
    this.#typed.push(...(words?.(answer) ?? usual));
  }
}

function optionName({ option }: AnyQuestion): string {
  return option.slice("--".length);
}

function textOf(problem: Diagnostic): string {
  const { message, advice } = describe(problem);
  return [message, ...(advice ? [advice] : [])].join(". ");
}
