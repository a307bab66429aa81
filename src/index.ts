/** terraloom as a library: the same stages that the command line runs, without a process or a console. */

export type * from "./compare/report.ts";
export type { Diagnostic, Location, Severity } from "./diagnostics/diagnostic.ts";
export { describe, hasErrors } from "./diagnostics/diagnostic.ts";
export type { DriftOptions } from "./driftReport.ts";
export { driftReport } from "./driftReport.ts";
export type { CheckReport, GenerateOptions, GenerateReport } from "./generate.ts";
export { check, generate } from "./generate.ts";
export type { ProjectAt } from "./git/projectAt.ts";
export { projectAt } from "./git/projectAt.ts";
export type { Value } from "./hcl/model.ts";
export type { ProjectSchema, ProjectStack, ProjectVariable } from "./load/project.ts";
export type { Step } from "./plan/plan.ts";
export type { Project } from "./project.ts";
export { loadProject, renderProject } from "./project.ts";
export type { Output, Rendered } from "./render/render.ts";
export { formatDiagnostics } from "./report/diagnostics.ts";
export type { DriftFormat, FormatOptions } from "./report/drift/format.ts";
export { driftFormats, formatDriftReport } from "./report/drift/format.ts";
export type { Environment, Waiver } from "./resolve/environment.ts";
export type * from "./schema/index.ts";
export { defineProject, defineStack, secret, setting, variable } from "./schema/index.ts";
