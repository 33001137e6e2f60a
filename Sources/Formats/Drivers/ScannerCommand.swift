/// What a scanner can be told. How it is said is the family's: as bytes in its `driver.yaml`, or in its protocol.
public enum ScannerCommand: String, Sendable, Hashable, CaseIterable {
    /// It may read. Sent when it is opened, too, where the family has words for it.
    case enable
    /// It must not read.
    case disable
    /// What it read is known and goes its way.
    case goodRead = "good_read"
    /// The parcel is held: the person hears it at once.
    case badRead = "bad_read"
    /// It looks at what is before it now, and until `triggerOff` where the family has words for that.
    case triggerOn = "trigger_on"
    case triggerOff = "trigger_off"
}
