/** terraloom as a library: the same stages that the command line runs, without a process or a console. */

export type { AbsorbOptions } from "./absorb/absorb.ts";
export { absorb } from "./absorb/absorb.ts";
export type { ChangeOptions } from "./change/makeChange.ts";
export { makeChange } from "./change/makeChange.ts";
export { converge } from "./converge/converge.ts";
export type { Diagnostic, Location, Severity } from "./diagnostics/diagnostic.ts";
export { describe, hasErrors } from "./diagnostics/diagnostic.ts";
export type { DriftOptions } from "./driftReport/driftReport.ts";
export { driftReport } from "./driftReport/driftReport.ts";
export type { GenerateOptions } from "./generate/generate.ts";
export { check, generate } from "./generate/generate.ts";
export type { ProjectAt } from "./git/projectAt.ts";
export { projectAt } from "./git/projectAt.ts";
export type { Absorbed, TakenChange } from "./model/absorbed.ts";
export type { Converged, ConvergeRequest } from "./model/converged.ts";
export type { ChangedSource, Draft } from "./model/draft.ts";
export type * from "./model/drift.ts";
export type { Environment, Waiver } from "./model/environment.ts";
export type {
  ChangeReport,
  CheckReport,
  GenerateReport,
  HandEdited,
} from "./model/generateReport.ts";
export type { Commit, MainBranch } from "./model/history.ts";
export type { Before, Judgement, Refusal } from "./model/judgement.ts";
export type { Project } from "./model/project.ts";
export type { Output, Rendered } from "./model/rendered.ts";
export type { Failure, Result, Success } from "./model/result.ts";
export type * from "./model/review.ts";
export type { Differences, RolledBack, WaiverWords } from "./model/rollback.ts";
export type { ProjectSchema, ProjectStack, ProjectVariable } from "./model/schema.ts";
export type * from "./model/status.ts";
export type { Step } from "./model/step.ts";
export type { Thread, ThreadPlace, ThreadValue } from "./model/thread.ts";
export type { Value } from "./model/value.ts";
export type { VerifyReport } from "./model/verifyReport.ts";
export { traceOutputs } from "./moduleCheck/traceOutputs.ts";
export { loadProject } from "./project/loadProject.ts";
export { renderProject } from "./project/renderProject.ts";
export type { DriftFormat, FormatOptions } from "./report/drift/format.ts";
export { driftFormats, formatDriftReport } from "./report/drift/format.ts";
export type { DiagnosticFormat, ProblemOptions } from "./report/problems/format.ts";
export { diagnosticFormats, formatDiagnostics } from "./report/problems/format.ts";
export type { ReviewFormat } from "./report/review/markdown.ts";
export { reviewMarkdown } from "./report/review/markdown.ts";
export type { StatusFormat } from "./report/status/format.ts";
export { formatStatus, statusFormats } from "./report/status/format.ts";
export { formatJudgement } from "./report/status/judgement.ts";
export type { ReviewOptions } from "./review/review.ts";
export { review } from "./review/review.ts";
export { differencesSince } from "./rollback/differences.ts";
export type { Past } from "./rollback/past.ts";
export { pastEnvironment } from "./rollback/past.ts";
export { rollback } from "./rollback/rollback.ts";
export type * from "./schema/index.ts";
export { defineProject, defineStack, output, secret, setting, variable } from "./schema/index.ts";
export type { StatusOptions } from "./status/askStates.ts";
export type { JudgementAndStatus, JudgementOptions } from "./status/judgementFor.ts";
export { judgementFor } from "./status/judgementFor.ts";
export { statusReport } from "./status/status.ts";
export type { EndedRun, TerraformAnswer } from "./terraform/answer.ts";
export type { TerraformRun } from "./terraform/runProgram.ts";
export type { Terraform } from "./terraform/terraform.ts";
export { findTerraform } from "./terraform/terraform.ts";
export { trace } from "./trace/trace.ts";
export type { VerifyOptions } from "./verify/verify.ts";
export { verify } from "./verify/verify.ts";
