import type { Case } from '../case'
import { memberCases } from './members'
import { projectCases } from './projects'
import { robotCases } from './robots'
import { systemCases } from './system'
import { userCases } from './users'

/** What is asked of single operations: good requests, and what their own rules refuse. */
export const writtenCases: readonly Case[] = [
  ...robotCases,
  ...projectCases,
  ...memberCases,
  ...userCases,
  ...systemCases,
]
