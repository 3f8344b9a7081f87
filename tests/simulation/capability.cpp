#include "simulation/capability.hpp"

namespace mostrador::simulation {

const std::vector<Capability>& capabilities() {
    static const std::vector<Capability> all{sales(),        cash(),  catalog(), customers(),
                                             organization(), staff(), stock(),   faults()};
    return all;
}

}  // namespace mostrador::simulation
