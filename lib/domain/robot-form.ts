import { z } from 'zod'
import { neverExpires } from './expiry'
import { loginName, maxLoginNameLength } from './robot-name'
import { durationDays, robotDescription, robotName } from './robot-schema'

/** The first step of the wizard as it is typed. Permissions are chosen, not typed, and checked by their own step. */
export const robotForm = z
  .object({
    name: robotName,
    description: robotDescription,
    expiration: z.enum(['default', 'days', 'date', 'never']),
    /** Days from creation, as typed; what a date comes to is here, too. */
    days: z.string(),
  })
  .refine((form) => !isTyped(form.expiration) || durationDays.safeParse(typedDays(form.days)).success, {
    path: ['days'],
    message: 'expiration',
  })
/** The same for a robot of a project (null = of the system), whose name is part of what it logs in with. */
export const robotFormIn = (project: string | null) =>
  robotForm.refine(
    ({ name }) => name.length > maxLoginNameLength || loginName(project, name).length <= maxLoginNameLength,
    {
      path: ['name'],
      message: 'nameLong',
    },
  )
export type RobotForm = z.infer<typeof robotForm>

/** Whether the duration is what stands in `days`. */
function isTyped(expiration: string): boolean {
  return expiration === 'days' || expiration === 'date'
}

/** A whole number without sign, or NaN. */
const typedDays = (text: string): number => (/^\d{1,10}$/.test(text.trim()) ? Number(text) : NaN)

/** The duration that the form stands for, in days (-1 = never), or null while what is typed is none. */
export function formDuration(
  { expiration, days }: Pick<RobotForm, 'expiration' | 'days'>,
  defaultDays: number,
): number | null {
  if (expiration === 'default') return defaultDays
  if (expiration === 'never') return neverExpires
  const typed = typedDays(days)
  return durationDays.safeParse(typed).success ? typed : null
}
