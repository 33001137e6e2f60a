import Readings

extension RouteTable {
    static let devices = Area(
        name: "devices",
        routes: [
            Route(
                .post, "/api/devices/{device}/check", .permitted(.checkDevices),
                "Let a device sound as it does for a parcel that is held: a person hears whether it does. Written into the journal."
            ) { api, call in try api.check(call.place("device"), try call.caller) }
        ], schemas: [:])
}

extension API {
    func check(_ text: String, _ caller: Caller) throws -> Response {
        guard let device = DeviceID(text) else { throw Refusal(404, "unknown-device") }
        _ = try perform(.checkDevice(device, by: caller.account.id))
        return json([UInt8]("{}".utf8))
    }
}
