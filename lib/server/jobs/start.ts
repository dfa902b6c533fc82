import 'server-only'
import { runJobs } from './run-jobs'
import { jobTable } from './table'

/** How late a run may begin, beyond a lease that a killed process has left. */
const turnMs = 10_000

/** Takes part in running the jobs until it is told to stop, which ends the steps under way. */
export function startJobs(): { stop: () => Promise<void> } {
  const jobs = runJobs(jobTable)
  const timer = setInterval(() => void jobs.turn(), turnMs).unref()
  void jobs.turn()
  return {
    stop() {
      clearInterval(timer)
      return jobs.stop()
    },
  }
}
