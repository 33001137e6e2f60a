"""A gateway that hangs: the heartbeat ends, and the PLC stops or diverts by itself."""
import os
import signal
import time
import unittest

from plc import Plc, Reader, s10
from site_rig import Site, eventually


class Hanging(unittest.TestCase):
    def test_stopped_gateway_lets_nothing_pass_and_goes_on_afterwards(self):
        reader = Reader()
        reader.start()
        queue = []
        plc = Plc(scan=reader.send, labels=lambda: queue.pop(0) if queue else False)
        plc.start()
        try:
            with Site(plc.port, reader.port) as site:
                labels = [s10(n) for n in range(1, 8)]
                site.declare(labels)
                plc.running.set()
                queue.append(labels[0])
                eventually(lambda: len(plc.passed) == 1, "the line works")
                os.kill(site.process.pid, signal.SIGSTOP)
                queue += labels[1:4]
                eventually(lambda: plc.stopped, "the PLC stops its belt without a heartbeat", 6)
                passed = len(plc.passed)
                time.sleep(1)
                self.assertEqual(len(plc.passed), passed)
                os.kill(site.process.pid, signal.SIGCONT)
                eventually(lambda: not plc.stopped, "the belt runs again", 10)
                queue += labels[4:]
                eventually(lambda: len(plc.passed) > passed, "parcels pass again")
                permits = {(e["epoch"], e["body"]["permit"]["number"]) for e in site.journal()
                           if e["kind"] == "passage.decided" and e["body"]["verdict"] == "clear"}
                for _, _, epoch, permit in plc.passed:
                    self.assertIn((epoch, permit), permits)
                site.verify()
        finally:
            plc.close()
            reader.close()


if __name__ == "__main__":
    unittest.main()
