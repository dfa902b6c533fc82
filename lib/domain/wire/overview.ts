import { z } from 'zod'
import { projectAnswer } from './project'

/** `Statistic`: of projects; there are no repositories and no storage to count. */
export const statisticAnswer = z.object({
  private_project_count: z.int(),
  private_repo_count: z.int(),
  public_project_count: z.int(),
  public_repo_count: z.int(),
  total_project_count: z.int(),
  total_repo_count: z.int(),
  total_storage_consumption: z.int(),
})

/** A project as a search finds it: without its owner, and with no list. */
const foundProject = projectAnswer.omit({ owner_name: true }).extend({
  cve_allowlist: z.object({ creation_time: z.string(), items: z.null(), update_time: z.string() }),
})

/** `Search`. */
export const searchAnswer = z.object({ project: z.array(foundProject), repository: z.array(z.object({})) })
