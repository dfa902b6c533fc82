'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useTranslations } from 'next-intl'
import { useForm } from 'react-hook-form'
import { neverExpires } from '@/lib/domain/expiry'
import { formDuration, robotForm, type RobotForm } from '@/lib/domain/robot-form'
import type { RobotSummary } from '@/lib/domain/robot-row'
import { BasicInformation } from './basic-information'
import type { RobotsContext } from './robots-context'
import { useNameTaken } from './use-name-taken'

/**
 * The first step of every robot wizard: its form, and whether it says something else than the robot (null = new, and
 * then `template` fills it in).
 */
export function useBasicStep(context: RobotsContext, robot: RobotSummary | null, template?: RobotForm) {
  const t = useTranslations('robots.wizard')
  const form = useForm<RobotForm>({
    resolver: zodResolver(robotForm),
    mode: 'onChange',
    defaultValues: template ?? initial(robot, context),
  })
  const values = form.watch()
  const nameCheck = useNameTaken(context.project, values.name, robot === null)
  const nameSettled = robot !== null || nameCheck === 'free' || nameCheck === 'failed'
  return {
    form,
    changed: robot === null || differs(robot, values, context),
    step: {
      id: 'basic',
      title: t('basic'),
      valid: robotForm.safeParse(values).success && nameSettled,
      content: <BasicInformation {...context} form={form} nameCheck={nameCheck} robot={robot} />,
    },
  }
}

function initial(robot: RobotSummary | null, { defaultDurationDays }: RobotsContext): RobotForm {
  if (!robot) return { name: '', description: '', expiration: 'default', days: String(defaultDurationDays) }
  const never = robot.durationDays === neverExpires
  return {
    name: robot.name,
    description: robot.description,
    expiration: never ? 'never' : 'days',
    days: never ? '' : String(robot.durationDays),
  }
}

const differs = (robot: RobotSummary, form: RobotForm, { defaultDurationDays }: RobotsContext): boolean =>
  form.description !== robot.description || formDuration(form, defaultDurationDays) !== robot.durationDays
