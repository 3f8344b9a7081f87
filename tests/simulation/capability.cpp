#include "simulation/capability.hpp"

namespace mostrador::simulation {

const std::vector<Capability>& capabilities() {
    static const std::vector<Capability> all{sales(),  cash(),         catalog(), customers(),
                                             orders(), organization(), staff(),   faults()};
    return all;
}

}  // namespace mostrador::simulation
