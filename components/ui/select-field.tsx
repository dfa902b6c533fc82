'use client'

import type { ComponentProps } from 'react'
import { Field, type FieldProps } from './field'
import { Select } from './select'

type SelectFieldProps = FieldProps & Omit<ComponentProps<'select'>, keyof FieldProps | 'className'>

/** A labelled native select; its options are the children, further props go to the select. */
export function SelectField({ id, label, required, help, error, hint, ...select }: SelectFieldProps) {
  return (
    <Field {...{ id, label, required, help, error, hint }}>{(control) => <Select {...select} {...control} />}</Field>
  )
}
