extension RouteTable {
    static let alarms = Area(
        name: "alarms",
        routes: [
            Route(
                .post, "/api/alarms/{alarm}/acknowledgement", .permitted(.acknowledgeAlarms),
                "An alarm was seen by a person."
            ) { api, call in try api.acknowledge(call.place("alarm"), try call.caller) },
            Route(
                .post, "/api/passages/{passage}/closing", .permitted(.closeMissing),
                "A missing parcel was found, or taken off the belt by hand."
            ) { api, call in try api.close(call.place("passage"), try call.caller) },
        ], schemas: [:])
}
