import 'server-only'
import { forgetGlobalState } from '../global-state'
import { stopWritingUses } from './hold-uses'

// Before each file of verb tests: they share their modules, and what those remember of the file before is not its affair.
stopWritingUses()
forgetGlobalState()
