import Entries
import JSON

/// The live state as the event stream carries it.
extension LiveState {
    /// - Parameter seesHolds: whether it is for somebody who may see holds; others see neither their numbers, nor how many
    ///   there are, nor what is scanned at the tables.
    /// - Parameter seesGrounds: whether it is for somebody who may confirm orders.
    func encoded(seesHolds: Bool, seesGrounds: Bool = false) -> [UInt8] {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.key("now_ms")
        writer.value(now / 1_000_000)
        writer.key("epoch")
        writer.value(epoch)
        writer.key("sequence")
        writer.value(sequence)
        writer.key("committed")
        writer.value(committed)
        writer.key("journalIsWell")
        writer.value(journalIsWell)
        writer.optional("journalFault", journalFault)
        if seesHolds {
            writer.key("openHolds")
            writer.value(openHolds)
            writer.key("holdsChanged")
            writer.value(holdsChanged)
        }
        writer.key("manifestItems")
        writer.value(manifestItems)
        writer.optional("manifestNewest_ms", manifestNewest.map { $0 / 1_000_000 })
        writer.optional("manifestLimit_min", manifestLimit_min.map { Int64($0) })
        writer.key("lines")
        writer.beginArray()
        for line in lines { line.write(to: &writer, seesHolds) }
        writer.endArray()
        writer.key("tables")
        writer.beginArray()
        for table in tables { table.write(to: &writer) }
        writer.endArray()
        writer.key("devices")
        writer.beginArray()
        for device in devices { device.write(to: &writer) }
        writer.endArray()
        writer.key("alarms")
        writer.beginArray()
        for alarm in alarms { alarm.write(to: &writer, seesHolds) }
        writer.endArray()
        writer.key("halts")
        writer.beginArray()
        for halt in halts { halt.write(to: &writer, seesHolds) }
        writer.endArray()
        writer.key("orders")
        writer.beginArray()
        for order in orders { order.write(to: &writer, seesGrounds) }
        writer.endArray()
        if seesHolds, let scan {
            writer.key("scan")
            writer.beginObject()
            writer.key("serial")
            writer.value(scan.serial)
            writer.key("device")
            writer.value(scan.device)
            writer.optional("number", scan.number)
            writer.optional("hold", scan.hold)
            writer.endObject()
        }
        writer.endObject()
        return writer.bytes
    }
}

extension LiveState.Line {
    fileprivate func write(to writer: inout JSONWriter, _ seesHolds: Bool) {
        writer.beginObject()
        writer.key("id")
        writer.value(id)
        writer.key("isConnected")
        writer.value(isConnected)
        writer.key("isMoving")
        writer.value(isMoving)
        writer.key("speed_mm_s")
        writer.value(Int(speed_mm_s))
        writer.optional("stopped", stopped)
        writer.optional("laneFree", laneFree.map { Int64($0) })
        writer.key("laneFull")
        writer.value(laneFull)
        writer.key("induction")
        writer.value(induction)
        writer.key("inductionWhy")
        writer.value(inductionWhy)
        writer.optional("runsOnUntil_ms", runsOnUntil.map { $0 / 1_000_000 })
        writer.key("missing")
        writer.beginArray()
        for code in missing { writer.value(code) }
        writer.endArray()
        writer.key("passages")
        writer.beginArray()
        for passage in passages {
            writer.beginObject()
            writer.key("id")
            writer.value(passage.id)
            writer.key("track")
            writer.value(passage.track)
            writer.key("front_mm")
            writer.value(Int(passage.front_mm))
            writer.key("length_mm")
            writer.value(passage.length_mm)
            writer.key("state")
            writer.value(passage.state.rawValue)
            writer.optional("number", passage.number)
            if seesHolds { writer.optional("hold", passage.hold) }
            if passage.hadPermit {
                writer.key("hadPermit")
                writer.value(true)
            }
            writer.endObject()
        }
        writer.endArray()
        if let balance {
            writer.key("balance")
            writer.beginObject()
            balance.write(to: &writer)
            writer.endObject()
        }
        writer.endObject()
    }
}

extension LiveState.Halt {
    fileprivate func write(to writer: inout JSONWriter, _ seesHolds: Bool) {
        writer.beginObject()
        writer.key("sequence")
        writer.value(sequence)
        writer.key("lines")
        writer.beginArray()
        for line in lines { writer.value(line) }
        writer.endArray()
        if seesHolds { writer.optional("hold", hold) }
        writer.optional("passage", passage)
        writer.optional("by", by)
        writer.key("at_ms")
        writer.value(at / 1_000_000)
        writer.key("isInLane")
        writer.value(isInLane)
        writer.optional("number", number)
        if let front_mm {
            writer.key("front_mm")
            writer.value(front_mm)
        }
        if seesHolds { writer.optional("state", state) }
        writer.endObject()
    }
}

extension LiveState.Order {
    fileprivate func write(to writer: inout JSONWriter, _ seesGrounds: Bool) {
        writer.beginObject()
        writer.key("sequence")
        writer.value(sequence)
        writer.key("order")
        writer.value(order)
        writer.key("line")
        writer.value(line)
        if let halt {
            writer.key("halt")
            writer.value(halt)
        }
        writer.optional("hold", hold)
        writer.optional("minutes", minutes.map { Int64($0) })
        if seesGrounds { writer.optional("ground", ground) }
        writer.key("by")
        writer.value(by)
        writer.key("at_ms")
        writer.value(at / 1_000_000)
        writer.endObject()
    }
}

extension LiveState.DeviceTotal {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.optional("since_ms", since_ms)
        writer.key("working_s")
        writer.value(Int(working_s))
        writer.key("goodReads")
        writer.value(goodReads)
        writer.key("noReads")
        writer.value(noReads)
        writer.key("troubles")
        writer.value(troubles)
        writer.key("reconnects")
        writer.value(reconnects)
        writer.endObject()
    }
}

extension LiveState.Device {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.value(id)
        writer.key("state")
        writer.value(state)
        writer.key("detail")
        writer.value(detail)
        writer.key("readings")
        writer.value(readings)
        writer.optional("newest_ms", newest.map { $0 / 1_000_000 })
        writer.key("recentReadings")
        writer.value(recent.looks)
        writer.key("recentNoReads")
        writer.value(recent.noReads)
        writer.key("troubles")
        writer.value(troubles)
        writer.key("reconnects")
        writer.value(reconnects)
        writer.optional("newestGood_ms", newestGood.map { $0 / 1_000_000 })
        writer.key("flaps")
        writer.value(flaps)
        writer.optional("usualNoReads_permille", usualNoReads.map { Int64(($0 * 1000).rounded()) })
        writer.key("isWorse")
        writer.value(isWorse)
        writer.key("canSound")
        writer.value(canSound)
        if let identity {
            writer.key("identity")
            writer.beginObject()
            writer.optional("maker", identity.maker)
            writer.optional("model", identity.model)
            writer.optional("serial", identity.serial)
            writer.optional("firmware", identity.firmware)
            writer.optional("release", identity.release)
            writer.endObject()
        }
        writer.key("total")
        total.write(to: &writer)
        writer.endObject()
    }
}

extension LiveState.Alarm {
    fileprivate func write(to writer: inout JSONWriter, _ seesHolds: Bool) {
        writer.beginObject()
        writer.key("sequence")
        writer.value(sequence)
        writer.key("code")
        writer.value(code)
        writer.optional("line", line)
        writer.optional("passage", passage)
        writer.optional("device", device)
        if seesHolds { writer.optional("hold", hold) }
        writer.key("detail")
        writer.value(detail)
        writer.key("at_ms")
        writer.value(at / 1_000_000)
        writer.endObject()
    }
}

extension JSONWriter {
    mutating func optional(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        key(name)
        value(text)
    }

    mutating func optional(_ name: StaticString, _ number: Int64?) {
        guard let number else { return }
        key(name)
        value(number)
    }
}
