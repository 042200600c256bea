import { DomainError } from '@fairlead/kernel';
import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { snakeCase } from '../database/naming-strategy';
import type { FieldProblem } from './problem-filter';

/** Refuses unknown fields and reports every bad one with a JSON pointer and a code. */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    transformOptions: { exposeDefaultValues: true },
    exceptionFactory: (errors) => {
      const problems = errors.flatMap((error) => fieldProblems(error, ''));
      return new DomainError('validation_failed', 'invalid', problems[0] ? `${problems[0].pointer}: ${problems[0].detail}` : 'The request is not valid', {
        errors: problems,
      });
    },
  });
}

function fieldProblems(error: ValidationError, parent: string): FieldProblem[] {
  const pointer = `${parent}/${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, detail]) => ({
    pointer, code: rule === 'whitelistValidation' ? 'unknown_field' : snakeCase(rule), detail,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldProblems(child, pointer))];
}
