import {
  type Diagnostic,
  describe,
  diagnostic,
  type RelatedLocation,
} from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { unknownName } from "../diagnostics/unknownName.ts";
import { type Failure, failure } from "../model/result.ts";
import { shellWord } from "../text/shellWord.ts";
import type { Ask, Choice } from "./ask.ts";
import { type Arguments, listOption, textOption } from "./command.ts";

/** Something that a command wants to know. */
export interface Question {
  /** Where the command line says it: `--description`, `ENV`. */
  readonly option: string;
  /** What the command line says; absent: what it gives for an option of that name. */
  readonly said?: string | undefined;
  /** How a person is asked; absent: nobody is. */
  readonly ask?: string | undefined;
  /** What an answer is, told where it is missing; absent: there need be none. */
  readonly wants?: string | undefined;
  /** What is shown, and taken if nothing is typed. */
  readonly initial?: string;
  /** What is wrong with an answer. */
  readonly refuse?: (answer: string) => string | undefined;
  /** What to do about a wrong answer. */
  readonly advice?: string;
  /** What would have said an answer on the command line; absent: the option, and the answer after it. */
  readonly words?: (answer: string) => readonly string[];
}

/** What was typed, to be typed again with the same command. */
export function typedText({ typed }: Interview): string {
  if (typed.length === 0) return "";
  return `Your answers, to give them with the command next time:\n    ${typed.map(shellWord).join(" ")}\n`;
}

/** A question with a fixed list of answers. */
export interface ChoiceQuestion extends Omit<Question, "refuse" | "initial"> {
  /** What they are, such as `stack`. */
  readonly what: string;
  /** What can be answered; a text stands for a choice that is shown as it is. */
  readonly choices: readonly (Choice | string)[];
}

/** A question that has any number of a fixed list for an answer. */
export interface SeveralQuestion extends Omit<ChoiceQuestion, "said"> {
  /** What the command line says; absent: what it gives for an option of that name, which may be repeated. */
  readonly said?: readonly string[];
  /** A person may choose none, though an answer is wanted. */
  readonly mayBeNone?: true;
}

/**
 * The one place where a command gets its answers: from the command line, else from the person at the terminal, who is
 * also asked anew for what the command line says wrongly. Where nobody can be asked, what is missing or wrong is a
 * problem, and all problems come together.
 */
export class Interview {
  readonly given: Arguments;
  /** Who answers; absent: nobody. */
  readonly asker: Ask | undefined;
  readonly #problems: Diagnostic[] = [];
  readonly #typed: string[] = [];

  constructor(given: Arguments, asker?: Ask) {
    this.given = given;
    this.asker = asker;
  }

  /** What is missing or wrong so far. */
  get problems(): readonly Diagnostic[] {
    return this.#problems;
  }

  /** What a person has typed, as the command line would have said it: so that it can be said again. */
  get typed(): readonly string[] {
    return this.#typed;
  }

  /** A line of text; empty where it is missing. */
  async text(question: Question): Promise<string> {
    const { option, ask, wants, initial, refuse, advice } = question;
    const said = this.#saidOf(question);
    const fault = said === undefined ? undefined : refuse?.(said);
    if (said !== undefined && fault === undefined) return said;
    if (ask === undefined || !this.asker) {
      if (fault === undefined) this.#missing(option, wants);
      else this.wrong(option, fault, advice);
      return said ?? "";
    }
    const answer = await this.asker.text({
      message: fault === undefined ? ask : `${option}: ${fault}\n${ask}`,
      ...(initial === undefined ? {} : { initial }),
      refuse: (text) =>
        wants !== undefined && text.trim() === "" ? "Expected an answer." : refuse?.(text),
    });
    this.#keep(question, answer);
    return answer;
  }

  /** One of several. */
  async one(question: ChoiceQuestion): Promise<string | undefined> {
    const said = this.#saidOf(question);
    const [answer] = await this.#known(
      { ...question, said: said === undefined ? [] : [said] },
      async (asker, message, choices) => [await asker.one(message, choices)],
    );
    return answer;
  }

  /** Any number of several. */
  some(question: SeveralQuestion): Promise<readonly string[]> {
    const said = question.said ?? listOption(this.given, optionName(question));
    return this.#known({ ...question, said }, (asker, message, choices) =>
      asker.some(`${message} (space chooses, enter goes on)`, choices),
    );
  }

  /** For an unknown answer, where nobody is asked, what was most likely meant: so the rest can be checked. */
  async #known(
    question: SeveralQuestion & { readonly said: readonly string[] },
    choose: (asker: Ask, message: string, choices: readonly Choice[]) => Promise<readonly string[]>,
  ): Promise<readonly string[]> {
    const { option, said, ask, wants, what, advice, mayBeNone } = question;
    const choices = question.choices.map((one) => (typeof one === "string" ? { value: one } : one));
    const names = choices.map(({ value }) => value);
    const unknown = said
      .filter((one) => !names.includes(one))
      .map((one) => unknownName(option, what, one, names, advice));
    if (said.length > 0 && unknown.length === 0) return said;
    if (ask === undefined || !this.asker) {
      this.add(...unknown);
      if (said.length === 0) this.#missing(option, wants);
      return said.flatMap((one) => (names.includes(one) ? one : (nearest(one, names) ?? [])));
    }
    const chosen = await choose(this.asker, [...unknown.map(textOf), ask].join("\n"), choices);
    for (const name of chosen) this.#keep(question, name);
    if (chosen.length === 0 && !mayBeNone) this.#missing(option, wants);
    return chosen;
  }

  /**
   * Whether the person goes on, once what that means is said: `--yes` says so on the command line.
   *
   * @param meaning told with the question, or with what is missing
   */
  async agreed(meaning: string): Promise<boolean> {
    if (this.given.options.yes === true || this.given.options["dry-run"] === true) return true;
    if (!this.asker) {
      this.missing("--yes", meaning);
      return false;
    }
    const choices = [
      { value: "no", label: "No, leave everything as it is" },
      { value: "yes", label: "Yes" },
    ];
    return (await this.asker.one(`${meaning}\nGo on?`, choices)) === "yes";
  }

  /** The one free argument of a command. */
  async name(question: Question): Promise<string> {
    const [said] = this.onlyName(question.option);
    return this.text({ ...question, said });
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
      this.wrong("NEW", `"${newName}" is not a name that Terraform takes for a ${what}`);
    }
    return [name, newName];
  }

  /** The free arguments, of which there is at most one. */
  onlyName(option: string): readonly string[] {
    const { names } = this.given;
    if (names.length > 1) {
      // What comes after a name may be a value that nobody may see.
      this.wrong(option, `expected one, got "${names[0]}" and ${names.length - 1} more`);
    }
    return names.slice(0, 1);
  }

  /**
   * An answer is not what it should be.
   *
   * @param related what explains it
   */
  wrong(
    option: string,
    problem: string,
    advice?: string,
    related?: readonly RelatedLocation[],
  ): void {
    this.add(diagnostic("answer-wrong", { option, problem, advice }, undefined, related));
  }

  /** An answer is missing, and nobody is asked. */
  missing(option: string, wants: string): void {
    this.add(diagnostic("answer-missing", { option, wants }));
  }

  add(...problems: readonly Diagnostic[]): void {
    this.#problems.push(...problems);
  }

  /** What keeps the command from going on. */
  failure(...more: readonly Diagnostic[]): Failure {
    return failure(...this.#problems, ...more);
  }

  #saidOf(question: Pick<Question, "option" | "said" | "wants">): string | undefined {
    const isOption = !("said" in question) && question.option.startsWith("--");
    const said = isOption ? textOption(this.given, optionName(question)) : question.said;
    // Blanks are no answer where one is wanted.
    return question.wants !== undefined && said?.trim() === "" ? undefined : said;
  }

  #keep({ option, words }: Pick<Question, "option" | "words">, answer: string | undefined): void {
    if (!answer) return;
    const usual = option.startsWith("--") ? [option, answer] : [answer];
    this.#typed.push(...(words?.(answer) ?? usual));
  }

  #missing(option: string, wants: string | undefined): void {
    if (wants !== undefined) this.missing(option, wants);
  }
}

function optionName({ option }: Pick<Question, "option">): string {
  return option.slice("--".length);
}

function textOf(problem: Diagnostic): string {
  const { message, advice } = describe(problem);
  return [message, ...(advice ? [advice] : [])].join(". ");
}
