import type { $ZodURLDef } from "zod/v4/core";
import { ownMessage } from "./checks.ts";
import { matches, patternRules } from "./patterns.ts";
import type { Rule } from "./rules.ts";
import { type Place, problem } from "./shape.ts";

/** The beginning of every URL that `z.url()` takes. */
export const scheme = String.raw`^\s*[a-zA-Z][a-zA-Z0-9+.-]*:`;
/** `http:` and its like need a host; after any other scheme everything goes. */
const hostless = String.raw`(?i)^\s*(https?|wss?|ftp):[/\\]*([?#]|$)`;
const http = String.raw`(?i)^\s*https?://[/\\]*[^/\\?#]`;
/**
 * With the host of `z.httpUrl()`: labels of at most 63 characters, the last of letters alone. One with
 * an escape or beyond ASCII passes: zod looks at its punycode.
 */
const httpWithDomain =
  String.raw`(?i)^\s*https?://[/\\]*([^/\\?#]*@)?` +
  String.raw`(([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(:[0-9]*)?\s*([/\\?#]|$)` +
  String.raw`|[^/\\?#]*[^ -$&-~])`;

/** Zod's own patterns, as `z.httpUrl()` sets them. */
const zodHttp = "^https?$";
const zodDomain = String.raw`^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$`;

/** What `regex()` takes out of a URL. */
const schemeOf = (value: string) => String.raw`lower(regex("^\\s*([^:]*):", ${value})[0])`;
const hostOf = (value: string) =>
  String.raw`lower(regex("^\\s*[^:]*:[/\\\\]*(?:[^/\\\\?#]*@)?(\\[[^\\]]*\\]|[^:/\\\\?#]*)", ${value})[0])`;

/**
 * The rules of `z.url()` and `z.httpUrl()`. Terraform has no URL parser: they do not look into ports and
 * the insides of a host; and a host that a pattern speaks of is compared as written, so that one in
 * another alphabet has to be written in punycode.
 */
export function urlRules(check: $ZodURLDef, place: Place): Rule[] {
  const { protocol, hostname, normalize } = check;
  const own = ownMessage(check);
  if (normalize) {
    problem(place, { kind: "normalize" });
  }
  const isHttp = protocol?.source === zodHttp;
  const hasDomain = isHttp && hostname?.source === zodDomain;
  const condition = (value: string) => {
    if (hasDomain) return matches(httpWithDomain, value);
    if (isHttp) return matches(http, value);
    return `${matches(scheme, value)} && !${matches(hostless, value)}`;
  };
  const requirement = `be ${isHttp ? "an http or https" : "a"} URL, such as https://example.com`;
  const rules: Rule[] = [{ path: "", requirement, ...own, condition }];
  if (protocol && !isHttp) {
    const words = { requirement: `have a scheme that matches the pattern ${protocol}`, ...own };
    rules.push(...patternRules(protocol, words, place, schemeOf));
  }
  if (hostname && !hasDomain) {
    const words = { requirement: `have a host that matches the pattern ${hostname}`, ...own };
    rules.push(...patternRules(hostname, words, place, hostOf));
  }
  return rules;
}
