import { Table } from '@mantine/core';
import type { CommissionTrace } from '../../api/types';
import { formatMoney } from '../../components/money-text';
import { conversions as conversionsTexts } from '../../strings/conversions';

const words = conversionsTexts.detail;

/** The stored calculation: formula and result, as integers and as money. */
export function Arithmetic({ trace }: { readonly trace: CommissionTrace }) {
  const { currency } = trace.commission.amount;
  return (
    <Table fz="sm" withRowBorders={false} verticalSpacing={6} horizontalSpacing={0}>
      <Table.Tbody>
        {trace.arithmetic.map((step) => (
          <Table.Tr key={step.of}>
            <Table.Td fw={500}>{words.of[step.of]}</Table.Td>
            <Table.Td className="mono numbers">{step.formula} = {step.result}</Table.Td>
            <Table.Td ta="right" className="numbers" fw={600}>{formatMoney(Number(step.result), currency)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
