import { Pager } from '../components/pager.tsx';
import { useRoute } from './use-route.ts';

interface ListPagerProps {
  answer: { page: number; per_page: number; total: number; total_is_exact: boolean };
}

/** The pager of a list whose page and size live in the address. */
export function ListPager({ answer }: ListPagerProps) {
  const { change } = useRoute();
  return (
    <Pager
      page={answer.page}
      perPage={answer.per_page}
      total={answer.total}
      totalIsExact={answer.total_is_exact}
      onPage={(page) => change({ page: String(page) })}
      onPerPage={(size) => change({ per_page: String(size) })}
    />
  );
}
