import { useTranslations } from 'next-intl'
import { auditedDifference } from '@/lib/domain/audit/audited-difference'
import type { AuditChange } from '@/lib/domain/audit/audit-row'
import { isSame } from '@/lib/domain/difference/robot-difference'
import { RobotDifferenceInWords } from '../difference/robot-difference'

/** The edit of a robot in the words in which it was shown before it was saved. */
export function EditInWords({ changes }: { changes: AuditChange[] }) {
  const t = useTranslations('difference')
  const { difference, partial } = auditedDifference(changes)
  return (
    <div className="log-words">
      {partial && <p className="log-kept">{t('partial')}</p>}
      {!isSame(difference) && <RobotDifferenceInWords difference={difference} />}
    </div>
  )
}
