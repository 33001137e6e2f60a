extension RouteTable {
    static let alarms = Area(
        name: "alarms",
        routes: [
            Route(
                .post, "/api/alarms/{alarm}/acknowledgement", .permitted(.acknowledgeAlarms),
                "An alarm was seen by a person."
            ) { api, call in try api.acknowledge(call.place("alarm"), try call.caller) },
            Route(
                .post, "/api/alarms/{alarm}/roll-back", .permitted(.approveDocuments),
                "Take out of force the version whose holds raised the alarm: the one before decides again. What is held stays held."
            ) { api, call in try api.rollBack(call.place("alarm"), try call.caller) },
            Route(
                .post, "/api/passages/{passage}/closing", .permitted(.closeMissing),
                "A missing parcel was found, or taken off the belt by hand."
            ) { api, call in try api.close(call.place("passage"), try call.caller) },
        ], schemas: [:])
}
