import 'server-only'
import type { ProjectStatistics } from '../../projects/statistics'
import type { ApiProject } from '../../projects/list-for-api'
import { noTime } from './operations/nothing-constants'
import { wireProject } from './wire-project'

/** `Statistic`. */
export const wireStatistic = ({ public: open, private: closed, total }: ProjectStatistics) => ({
  private_project_count: closed,
  private_repo_count: 0,
  public_project_count: open,
  public_repo_count: 0,
  total_project_count: total,
  total_repo_count: 0,
  total_storage_consumption: 0,
})

/** `Search`: there are no repositories to find. */
export const wireSearch = (projects: ApiProject[]) => ({ project: projects.map(wireFound), repository: [] })

function wireFound(project: ApiProject) {
  const { owner_name: _owner, ...found } = wireProject(project)
  return { ...found, cve_allowlist: { creation_time: noTime, items: null, update_time: noTime } }
}
