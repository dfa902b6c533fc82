import 'server-only'
import nextEnv from '@next/env'
import { isDevelopment } from '../../env'

// Imported for its effect, before anything that reads the environment: Next would load these files too late.
const quiet = { info: () => undefined, error: (text: string) => void process.stderr.write(`${text}\n`) }
nextEnv.loadEnvConfig(process.cwd(), isDevelopment(), quiet)
