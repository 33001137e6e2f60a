/// What pre-loading advance cargo information may come to (WCO and ICAO, PLACI): the authority wants more before the item is
/// loaded.
public enum Referral: String, Sendable, Hashable, Codable, CaseIterable {
    /// Request for information: the declaration must be completed.
    case information = "rfi"
    /// Request for screening: the method and its result go back.
    case screening = "rfs"
    /// Do not load: it is neither opened nor moved.
    case doNotLoad = "dnl"
}
