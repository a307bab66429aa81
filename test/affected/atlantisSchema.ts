import * as z from "zod";

/** What Atlantis reads in `atlantis.yaml`; it refuses keys that it does not know. */
export const atlantisSchema = z.strictObject({
  version: z.literal(3),
  automerge: z.boolean().optional(),
  parallel_plan: z.boolean().optional(),
  parallel_apply: z.boolean().optional(),
  abort_on_execution_order_fail: z.boolean().optional(),
  delete_source_branch_on_merge: z.boolean().optional(),
  emoji_reaction: z.string().optional(),
  allowed_regexp_prefixes: z.array(z.string()).optional(),
  workflows: z.record(z.string(), z.unknown()).optional(),
  projects: z.array(
    z.strictObject({
      // What is left as it is in an address, and slashes.
      name: z.string().regex(/^[\w.~/-]+$/),
      dir: z.string().regex(/^(?!.*\.\.)[^*?[]+$/),
      workspace: z.string().optional(),
      workflow: z.string().optional(),
      terraform_version: z.string().optional(),
      plan_requirements: z.array(z.enum(["approved", "mergeable", "undiverged"])).optional(),
      apply_requirements: z.array(z.enum(["approved", "mergeable", "undiverged"])).optional(),
      execution_order_group: z.int().optional(),
      depends_on: z.array(z.string()).optional(),
      repo_locking: z.boolean().optional(),
      autoplan: z
        .strictObject({ enabled: z.boolean(), when_modified: z.array(z.string()) })
        .optional(),
    }),
  ),
});
