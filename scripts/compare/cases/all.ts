import type { Case } from '../case'
import { generatedCases } from './generated'
import { meantCases } from './meant'
import { writtenCases } from './written'

/** Everything that is compared. */
export const allCases = (): Case[] => [...generatedCases(), ...writtenCases, ...meantCases]
