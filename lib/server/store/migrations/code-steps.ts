import 'server-only'
import type { CodeSteps } from './code-step'
import { noteDeletedLegacyRobots } from './deleted-legacy-robots'
import { foldedTexts } from './folded-texts'
import { moveLegacyIdentities } from './legacy-identities'

export const codeSteps: CodeSteps = {
  '20261125183458_folded_texts': foldedTexts,
  '20261125220145_room_for_time': [moveLegacyIdentities, noteDeletedLegacyRobots],
}
