import type { ComputerTest, ProviderTest } from '../jobs';
import { deviceName, fallbackLine } from './report-lines';
import { agreementOf, timeOf, winnerLine } from './test-lines';
import { useReveal } from './use-reveal';

/** How each provider did, which one serves, and why the GPU does not where it does not. */
export function TestOutcome({ test }: { readonly test: ComputerTest }) {
  const { tests } = test;
  return (
    <div className="test-outcome" ref={useReveal<HTMLDivElement>()}>
      {tests.length > 0 ? <TestTable tests={tests} /> : null}
      <p>{winnerLine(test)}</p>
      {tests.map(({ provider, failure }) =>
        failure ? (
          <div key={provider}>
            <p>{provider === 'webgpu' ? fallbackLine(failure) : 'The CPU failed the test.'}</p>
            <p className="quiet">{failure.reason}</p>
          </div>
        ) : null,
      )}
    </div>
  );
}

function TestTable({ tests }: Pick<ComputerTest, 'tests'>) {
  return (
    <table className="tests" aria-label="Results of the test">
      <thead>
        <tr>
          <th scope="col">Device</th>
          <th scope="col">Time</th>
          <th scope="col">Result</th>
        </tr>
      </thead>
      <tbody>
        {tests.map((test) => (
          <TestRow key={test.provider} test={test} />
        ))}
      </tbody>
    </table>
  );
}

function TestRow({ test }: { readonly test: ProviderTest }) {
  return (
    <tr>
      <th scope="row">{deviceName(test.provider)}</th>
      <td>{timeOf(test)}</td>
      <td>{agreementOf(test)}</td>
    </tr>
  );
}
