import 'server-only'
import { databaseAnswers } from '../endpoints/health-endpoint'

/** `OverallHealthStatus`: those of Harbor's components that are here. */
export async function componentsHealth() {
  const works = await databaseAnswers()
  const healthy = (name: string) => ({ name, status: 'healthy' })
  const database = works
    ? healthy('database')
    : { name: 'database', status: 'unhealthy', error: 'the database does not answer' }
  return { status: works ? 'healthy' : 'unhealthy', components: [healthy('core'), database, healthy('portal')] }
}
