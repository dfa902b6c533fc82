import 'server-only'
import './process/lean-heap'
import './process/load-env'
import { run } from './process/run'
import { start } from './process/start'

await run(start)
